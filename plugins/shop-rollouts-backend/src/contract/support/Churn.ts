import { setTimeout as delay } from 'timers/promises';
import {
  deployment,
  blueGreenServices,
  podTemplate,
} from '../../__testUtils__/manifests';
import { AdminApi } from './AdminApi';

/** Changes all that a portal watches, a steady number of times a second. */
export class Churn {
  static start(
    api: AdminApi,
    options: { namespace: string; rollouts: string[]; perSecond: number },
  ): Churn {
    return new Churn(api, options);
  }

  /** How many changes the cluster took. */
  changes = 0;
  private readonly running: Promise<void>;
  private readonly pending = new Set<Promise<void>>();
  private readonly errors: unknown[] = [];
  private stopped = false;

  private constructor(
    private readonly api: AdminApi,
    private readonly options: {
      namespace: string;
      rollouts: string[];
      perSecond: number;
    },
  ) {
    this.running = this.run();
  }

  /** Resolves when all changes are made; throws what one of them met. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
    await Promise.all(this.pending);
    if (this.errors.length > 0) {
      throw this.errors[0];
    }
  }

  private async run(): Promise<void> {
    const startedAt = Date.now();
    for (let turn = 0; !this.stopped; turn++) {
      const due = startedAt + (turn * 1000) / this.options.perSecond;
      await delay(Math.max(0, due - Date.now()));
      const change = this.change(turn)
        .then(() => {
          this.changes += 1;
        })
        .catch(error => this.errors.push(error))
        .then(() => {
          this.pending.delete(change);
        });
      this.pending.add(change);
    }
  }

  /** One of ten kinds of changes; what follows of them comes on top. */
  private async change(turn: number): Promise<void> {
    const { api } = this;
    const { namespace, rollouts } = this.options;
    const round = Math.floor(turn / 10);
    const rollout = rollouts[round % rollouts.length];
    const shortLived = `short-lived-${round}`;
    switch (turn % 10) {
      case 0:
        return await api.create(
          deployment({ name: shortLived, namespace, tag: '1', replicas: 0 }),
        );
      case 1:
        return await api.merge({
          ...rolloutOf(rollout, namespace),
          spec: { replicas: 1 + (round % 3) },
        });
      case 2:
        return await api.create(blueGreenServices(shortLived, namespace)[0]);
      case 3:
        return await this.deleteOnePod();
      case 4:
        return await api.merge({
          ...rolloutOf(rollout, namespace),
          spec: { template: podTemplate(rollout, `tag-${round}`) },
        });
      case 5:
        return await this.annotate('v1', 'Service', `${rollout}-active`, turn);
      case 6:
        return await this.annotate('apps/v1', 'Deployment', 'steady', turn);
      case 7:
        return await api.merge({
          ...rolloutOf(rollout, namespace),
          metadata: { name: rollout, namespace, labels: { turn: `${turn}` } },
        });
      case 8:
        return await this.deleteLater('apps/v1', 'Deployment', shortLived);
      default:
        return await this.deleteLater('v1', 'Service', `${shortLived}-active`);
    }
  }

  private async annotate(
    apiVersion: string,
    kind: string,
    name: string,
    turn: number,
  ): Promise<void> {
    const { namespace } = this.options;
    const annotations = { turn: `${turn}` };
    await this.api.merge({
      apiVersion,
      kind,
      metadata: { name, namespace, annotations },
    });
  }

  private async deleteOnePod(): Promise<void> {
    const { namespace } = this.options;
    const [pod] = await this.api.list('v1', 'Pod', namespace);
    if (pod?.metadata?.name) {
      const { name } = pod.metadata;
      const header = { apiVersion: 'v1', kind: 'Pod' };
      // The controllers may have been faster.
      await this.api.deleteIfThere({
        ...header,
        metadata: { name, namespace },
      });
    }
  }

  /** Of two short-lived ones, one stays. */
  private async deleteLater(
    apiVersion: string,
    kind: string,
    name: string,
  ): Promise<void> {
    const { namespace } = this.options;
    const metadata = { name, namespace };
    if (/[02468](-active)?$/.test(name)) {
      await this.api.deleteIfThere({ apiVersion, kind, metadata });
    } else {
      await this.annotate(apiVersion, kind, name, 0);
    }
  }
}

function rolloutOf(name: string, namespace: string) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name, namespace },
  };
}
