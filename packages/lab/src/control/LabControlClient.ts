import { LabConfig } from '../config/LabConfig';
import { MonitoringUpstream, UpstreamFault } from '../monitoring';
import { ClusterFault } from './LabControls';

/** Drives a lab that runs on this machine. */
export class LabControlClient {
  static create(config: LabConfig): LabControlClient {
    return new LabControlClient(config.control);
  }

  private constructor(private readonly server: LabConfig['control']) {}

  async pushTag(options: {
    service: string;
    environment: string;
    tag: string;
    publish: boolean;
  }): Promise<void> {
    await this.send('POST', '/push-tag', options);
  }

  async loseNextPatch(cluster: string): Promise<void> {
    await this.send('POST', '/lose-next-patch', { cluster });
  }

  async fail(cluster: string, fault: ClusterFault): Promise<void> {
    await this.send('POST', '/fail', { cluster, fault });
  }

  async heal(cluster: string): Promise<void> {
    await this.send('POST', '/heal', { cluster });
  }

  async failUpstream(
    upstream: MonitoringUpstream,
    fault: UpstreamFault,
  ): Promise<void> {
    await this.send('POST', '/fail-upstream', { upstream, fault });
  }

  async healUpstream(upstream: MonitoringUpstream): Promise<void> {
    await this.send('POST', '/heal-upstream', { upstream });
  }

  async scale(options: {
    service: string;
    environment: string;
    replicas: number;
  }): Promise<void> {
    await this.send('POST', '/scale', options);
  }

  async requests(): Promise<Record<string, number>> {
    return (await this.send('GET', '/requests')).json();
  }

  async resetRequests(): Promise<void> {
    await this.send('DELETE', '/requests');
  }

  private async send(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Response> {
    const response = await fetch(
      `http://localhost:${this.server.port}${path}`,
      {
        method,
        headers: {
          Authorization: `Bearer ${this.server.token}`,
          'Content-Type': 'application/json',
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      },
    );
    if (!response.ok) {
      const { message } = await response.json();
      throw new Error(message);
    }
    return response;
  }
}
