import {
  HASH_LABEL,
  NUDGE_MESSAGE,
  rolloutsPath,
  servicesPath,
} from './ContractRollout';
import { KubernetesApi } from './KubernetesApi';
import { rolloutSchema, RolloutView, serviceSchema } from './schemas';
import { WatchLog } from './WatchLog';
import { WatchEvent } from './WatchReader';

const FLAGS = ['controllerPause', 'abort', 'promoteFull'] as const;

/** What somebody saw at one version of the cluster. */
interface Observation {
  version: number;
  /** Steps of different ones do not hide each other. */
  subject: string;
  step: string;
}

/**
 * Watches a Rollout and its Services, and tells in which order they changed,
 * in lines such as `Paused "BlueGreenPause" current=H2 stable=H1 active=H1
 * preview=H2 pause=BlueGreenPause controllerPause` and `web-active := H2`.
 *
 * @remarks
 * Versions are counted across all kinds of a cluster, so two watches can be
 * brought into one order. Hashes are named in the order of their appearance.
 */
export class RolloutRecorder {
  private constructor(
    private readonly rollouts: WatchLog,
    private readonly services: WatchLog,
  ) {}

  /** In a namespace that has no other Rollout. */
  static async start(
    api: KubernetesApi,
    namespace: string,
  ): Promise<RolloutRecorder> {
    return new RolloutRecorder(
      await WatchLog.start(api, rolloutsPath(namespace)),
      await WatchLog.start(api, servicesPath(namespace)),
    );
  }

  /** Everything up to now, one line for each change. */
  async stop(): Promise<string[]> {
    const rollouts = (await this.rollouts.stop())
      .map(({ object }) => rolloutSchema.parse(object))
      // A nudge is no step of the controller's.
      .filter(({ status }) => status.message !== NUDGE_MESSAGE);
    const services = await this.services.stop();
    const hashes = hashesOf(rollouts);
    return distinctSteps([
      ...rollouts.map(observeRollout),
      ...services.map(observeService),
    ]).map(step =>
      hashes.reduce(
        (text, hash, index) => text.replaceAll(hash, `H${index + 1}`),
        step,
      ),
    );
  }
}

/** In order, without those that say what was the case already. */
function distinctSteps(observations: Observation[]): string[] {
  const latest = new Map<string, string>();
  return observations
    .sort((left, right) => left.version - right.version)
    .filter(({ subject, step }) => {
      const isNew = latest.get(subject) !== step;
      latest.set(subject, step);
      return isNew;
    })
    .map(({ step }) => step);
}

/** Of a stable version before that of the one which is being rolled out. */
function hashesOf(rollouts: RolloutView[]): string[] {
  const hashes = rollouts.flatMap(({ status }) => [
    status.stableRS,
    status.currentPodHash,
  ]);
  return [...new Set(hashes)].filter(hash => hash !== '');
}

function observeRollout({ metadata, spec, status }: RolloutView): Observation {
  const { pauseConditions } = status;
  const step = [
    `${status.phase || '-'} "${status.message}"`,
    `current=${status.currentPodHash || '-'}`,
    `stable=${status.stableRS || '-'}`,
    ...strategyOf(spec, status),
    ...pauseConditions.map(({ reason }) => `pause=${reason}`),
    ...FLAGS.filter(flag => status[flag]),
  ].join(' ');
  const version = Number(metadata.resourceVersion);
  return { version, subject: 'rollout', step };
}

/** What only Rollouts of one strategy show. */
function strategyOf(
  { strategy }: RolloutView['spec'],
  { blueGreen, currentStepIndex }: RolloutView['status'],
): string[] {
  if (strategy.canary) {
    return [`step=${currentStepIndex ?? '-'}`];
  }
  const { activeSelector, previewSelector } = blueGreen;
  return [
    `active=${activeSelector || '-'}`,
    `preview=${previewSelector || '-'}`,
  ];
}

function observeService({ object }: WatchEvent): Observation {
  const { metadata, spec } = serviceSchema.parse(object);
  return {
    version: Number(metadata.resourceVersion),
    subject: metadata.name,
    step: `${metadata.name} := ${spec.selector[HASH_LABEL] ?? '-'}`,
  };
}
