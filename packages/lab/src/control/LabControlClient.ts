import { LabConfig } from '../config/LabConfig';
import { ControlArguments, ControlName } from './controlSchemas';

/** Drives a lab that runs on this machine; see `LabControls`. */
export class LabControlClient {
  static create(config: Pick<LabConfig, 'control'>): LabControlClient {
    return new LabControlClient(config.control);
  }

  private constructor(private readonly server: LabConfig['control']) {}

  async pushTag(...args: ControlArguments<'pushTag'>): Promise<void> {
    await this.send('pushTag', args);
  }

  async loseNextPatch(...args: ControlArguments<'loseNextPatch'>) {
    await this.send('loseNextPatch', args);
  }

  async fail(...args: ControlArguments<'fail'>): Promise<void> {
    await this.send('fail', args);
  }

  async heal(...args: ControlArguments<'heal'>): Promise<void> {
    await this.send('heal', args);
  }

  async failUpstream(...args: ControlArguments<'failUpstream'>) {
    await this.send('failUpstream', args);
  }

  async healUpstream(...args: ControlArguments<'healUpstream'>) {
    await this.send('healUpstream', args);
  }

  async scale(...args: ControlArguments<'scale'>): Promise<void> {
    await this.send('scale', args);
  }

  async requests(): Promise<Record<string, number>> {
    return this.send('requests', []);
  }

  async resetRequests(): Promise<void> {
    await this.send('resetRequests', []);
  }

  private async send<Name extends ControlName>(
    name: Name,
    args: ControlArguments<Name>,
  ) {
    const { port, token } = this.server;
    const response = await fetch(`http://localhost:${port}/${name}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(args),
    });
    const answer = await response.json();
    if (!response.ok) {
      throw new Error(answer.message);
    }
    return answer;
  }
}
