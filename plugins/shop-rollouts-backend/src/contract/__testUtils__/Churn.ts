import { setTimeout as delay } from 'timers/promises';
import { deployment, podTemplate } from '../../__testUtils__/manifests';
import { AdminApi } from './AdminApi';

const ROLLOUT = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };
const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment' };
const SERVICE = { apiVersion: 'v1', kind: 'Service' };
const POD = { apiVersion: 'v1', kind: 'Pod' };
const MAX_PENDING = 50;
/** Ten changes make a round. */
const ROUNDS_TO_LIVE = 5;

type ObjectKind = typeof ROLLOUT;

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
      // A cluster that cannot keep up must not be buried.
      if (this.pending.size >= MAX_PENDING) {
        await Promise.race(this.pending);
      }
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

  /**
   * Mostly small changes: each new image or number of pods makes a dozen more
   * by the controllers.
   */
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
        return await api.create(headlessService(shortLived, namespace));
      case 2:
        return round % 4 === 0
          ? await this.changeRollout(rollout, { replicas: 1 + (round % 3) })
          : await this.annotate(ROLLOUT, rollout, turn);
      case 3:
        return round % 8 === 1
          ? await this.changeRollout(rollout, {
              template: podTemplate(rollout, `tag-${round}`),
            })
          : await this.annotate(ROLLOUT, rollout, turn);
      case 4:
        return round % 4 === 2
          ? await this.deleteOnePod()
          : await this.annotate(SERVICE, `${rollout}-preview`, turn);
      case 5:
        return await this.annotate(SERVICE, `${rollout}-active`, turn);
      case 6:
        return await this.annotate(DEPLOYMENT, 'steady', turn);
      case 7:
        return await this.annotate(ROLLOUT, rollout, turn);
      case 8:
        return await this.endOrAnnotate(DEPLOYMENT, round, turn);
      default:
        return await this.endOrAnnotate(SERVICE, round, turn);
    }
  }

  private async changeRollout(name: string, spec: object): Promise<void> {
    const { namespace } = this.options;
    await this.api.merge({ ...ROLLOUT, metadata: { name, namespace }, spec });
  }

  private async annotate(
    kind: ObjectKind,
    name: string,
    turn: number,
  ): Promise<void> {
    const { namespace } = this.options;
    const annotations = { turn: `${turn}` };
    const metadata = { name, namespace, annotations };
    await this.api.merge({ ...kind, metadata });
  }

  private async deleteOnePod(): Promise<void> {
    const { namespace } = this.options;
    const [pod] = await this.api.list('v1', 'Pod', namespace);
    if (pod?.metadata?.name) {
      const metadata = { name: pod.metadata.name, namespace };
      // The controllers may have been faster.
      await this.api.deleteIfThere({ ...POD, metadata });
    }
  }

  /** Of the short-lived ones of a while ago, every other one stays. */
  private async endOrAnnotate(
    kind: ObjectKind,
    round: number,
    turn: number,
  ): Promise<void> {
    const { namespace } = this.options;
    const past = round - ROUNDS_TO_LIVE;
    if (past < 0) {
      await this.annotate(DEPLOYMENT, 'steady', turn);
    } else if (past % 2 === 0) {
      const metadata = { name: `short-lived-${past}`, namespace };
      await this.api.deleteIfThere({ ...kind, metadata });
    } else {
      await this.annotate(kind, `short-lived-${past}`, turn);
    }
  }
}

/** It takes no address, of which an API server gives out one at a time. */
function headlessService(name: string, namespace: string) {
  return {
    ...SERVICE,
    metadata: { name, namespace },
    spec: { clusterIP: 'None', selector: { app: name }, ports: [{ port: 80 }] },
  };
}
