import { KubernetesObject } from '@kubernetes/client-node';
import { AdminApi } from './AdminApi';

const HEADER = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'argo-rollouts', namespace: 'argo-rollouts' },
};

/**
 * What an installed Rollouts controller runs as. Here it runs outside of the
 * cluster, so the Deployment that names its version has no pods.
 */
export class ControllerDeployment {
  /** Takes away what is there, until `restore`. */
  static async takeAway(api: AdminApi): Promise<ControllerDeployment> {
    const before = await api.read(HEADER);
    const controller = new ControllerDeployment(api, before);
    await controller.remove();
    return controller;
  }

  private constructor(
    private readonly api: AdminApi,
    private readonly before: KubernetesObject | undefined,
  ) {}

  async set(image: string): Promise<void> {
    await this.remove();
    const labels = { app: 'argo-rollouts' };
    await this.api.create({
      ...HEADER,
      spec: {
        replicas: 0,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'argo-rollouts', image }] },
        },
      },
    } as KubernetesObject);
  }

  async remove(): Promise<void> {
    await this.api.deleteIfThere(HEADER);
  }

  async restore(): Promise<void> {
    await this.remove();
    if (this.before) {
      const { apiVersion, kind } = HEADER;
      const { name, namespace, labels } = this.before.metadata ?? {};
      await this.api.create({
        ...this.before,
        apiVersion,
        kind,
        metadata: { name, namespace, labels },
      });
    }
  }
}
