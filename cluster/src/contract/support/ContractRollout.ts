import { setTimeout } from 'timers/promises';
import {
  ApiAnswer,
  JSON_PATCH,
  KubernetesApi,
  MERGE_PATCH,
} from './KubernetesApi';
import {
  blueGreenServices,
  blueGreenStrategy,
  podTemplate,
  rolloutOf,
} from './manifests';
import {
  listOf,
  ReplicaSetView,
  replicaSetSchema,
  rolloutSchema,
  RolloutView,
  serviceSchema,
} from './schemas';
import { untilObject } from './untilObject';

/** How long version 1.9 may lose what others write after its own write. */
const SETTLE_MILLIS = 1_500;
/** What a nudge says, until the controller writes its own message again. */
export const NUDGE_MESSAGE = 'look again';

export const HASH_LABEL = 'rollouts-pod-template-hash';
export const SCALE_DOWN_DEADLINE = 'scale-down-deadline';

/** One Rollout, driven through the API by the tiers that may. */
export class ContractRollout {
  /** Of the Rollout; `/status` is its subresource. */
  readonly path: string;

  private constructor(
    private readonly api: KubernetesApi,
    readonly namespace: string,
    readonly name: string,
  ) {
    this.path = rolloutsPath(namespace, name);
  }

  /** Creates it with its two Services. */
  static async createBlueGreen(
    api: KubernetesApi,
    namespace: string,
    options: { name?: string; blueGreen?: object; spec?: object } = {},
  ): Promise<ContractRollout> {
    const { name = 'web', blueGreen, spec } = options;
    const strategy = blueGreenStrategy(name, blueGreen);
    const services = blueGreenServices(name);
    return ContractRollout.create(api, namespace, {
      services,
      rollout: rolloutOf(name, { strategy, ...spec }),
      name,
    });
  }

  static async create(
    api: KubernetesApi,
    namespace: string,
    options: { name: string; services: object[]; rollout: object },
  ): Promise<ContractRollout> {
    const { name, services, rollout } = options;
    for (const service of services) {
      await api.create(servicesPath(namespace), service);
    }
    await api.create(rolloutsPath(namespace), rollout);
    return new ContractRollout(api, namespace, name);
  }

  /** As `createBlueGreen`, until the first version is live. */
  static async release(
    ...args: Parameters<typeof ContractRollout.createBlueGreen>
  ): Promise<ContractRollout> {
    const rollout = await ContractRollout.createBlueGreen(...args);
    await rollout.untilPhase('Healthy');
    return rollout;
  }

  /** As `release`, and then version 2 waits at its preview. */
  static async releaseAndPause(
    ...args: Parameters<typeof ContractRollout.createBlueGreen>
  ): Promise<ContractRollout> {
    const rollout = await ContractRollout.release(...args);
    await rollout.setVersion(2);
    await rollout.untilPaused();
    return rollout;
  }

  async read(): Promise<RolloutView> {
    return rolloutSchema.parse(await this.api.get(this.path));
  }

  /** @throws Error with what it was last, when it does not come to that */
  until(
    holds: (rollout: RolloutView) => boolean,
    limitMillis?: number,
  ): Promise<RolloutView> {
    return untilObject(this.api, {
      collection: rolloutsPath(this.namespace),
      name: this.name,
      schema: rolloutSchema,
      holds,
      limitMillis,
      // Version 1.9 forgets patches until something touches the Rollout.
      ...(this.losesPatches && { nudge: () => this.nudge() }),
    });
  }

  /**
   * Until the controller says so of the spec as it is.
   *
   * @param before - then it is not this version of which it is said
   */
  untilPhase(phase: string, before?: RolloutView): Promise<RolloutView> {
    return this.until(
      ({ metadata, status }) =>
        status.phase === phase &&
        status.currentPodHash !== before?.status.currentPodHash &&
        status.observedGeneration === String(metadata.generation),
    );
  }

  /** Until it waits for a person; `before` as in `untilPhase`. */
  untilPaused(before?: RolloutView): Promise<RolloutView> {
    return this.untilSettled(
      ({ metadata, status }) =>
        isPaused(status) &&
        status.currentPodHash !== before?.status.currentPodHash &&
        status.observedGeneration === String(metadata.generation),
    );
  }

  /** Until a canary waits for a person at this step. */
  untilPausedAt(step: number): Promise<RolloutView> {
    return this.untilSettled(
      ({ status }) => isPaused(status) && status.currentStepIndex === step,
    );
  }

  /** As `until`, for a state after which somebody is to act. */
  private async untilSettled(
    holds: (rollout: RolloutView) => boolean,
  ): Promise<RolloutView> {
    const settled = await this.until(holds);
    if (this.losesPatches) {
      // Nothing tells when it knows its own write, and no longer loses ours.
      await setTimeout(SETTLE_MILLIS);
    }
    return settled;
  }

  private get losesPatches(): boolean {
    return this.api.cluster.rolloutsVersion === '1.9.2';
  }

  /** Another image, and so another ReplicaSet. */
  setVersion(
    version: number,
    options?: Parameters<typeof podTemplate>[2],
  ): Promise<RolloutView> {
    const template = podTemplate(this.name, version, options);
    return this.changeSpec({ template });
  }

  async changeSpec(spec: object): Promise<RolloutView> {
    const changed = await this.api.expectSuccess('PATCH', this.path, {
      as: 'changer',
      contentType: MERGE_PATCH,
      body: { spec },
    });
    return rolloutSchema.parse(changed);
  }

  /** Unguarded; null takes a field away. */
  async patchStatus(status: object): Promise<RolloutView> {
    const path = `${this.path}/status`;
    const changed = await this.api.expectSuccess('PATCH', path, {
      as: 'promoter',
      contentType: MERGE_PATCH,
      body: { status },
    });
    return rolloutSchema.parse(changed);
  }

  /** Only if it still is as it was seen. */
  promote(seen: RolloutView): Promise<ApiAnswer> {
    return this.patchStatusGuarded([
      ...guardsOf(seen),
      { op: 'remove', path: '/status/pauseConditions' },
    ]);
  }

  patchStatusGuarded(operations: object[]): Promise<ApiAnswer> {
    return this.api.request('PATCH', `${this.path}/status`, {
      as: 'promoter',
      contentType: JSON_PATCH,
      body: operations,
    });
  }

  /** Makes the controller look again; it writes its own message anyway. */
  async nudge(): Promise<void> {
    await this.patchStatusGuarded([
      { op: 'add', path: '/status/message', value: NUDGE_MESSAGE },
    ]);
  }

  /** What an undo does: the template of a ReplicaSet becomes that of the spec. */
  async undoTo(
    { spec }: ReplicaSetView,
    options: { without?: string[] } = {},
  ): Promise<RolloutView> {
    const { metadata } = spec.template;
    const withoutLabels = [HASH_LABEL, ...(options.without ?? [])];
    const labels = Object.fromEntries(
      Object.entries(metadata.labels).filter(
        ([label]) => !withoutLabels.includes(label),
      ),
    );
    const value = { ...spec.template, metadata: { ...metadata, labels } };
    const changed = await this.api.expectSuccess('PATCH', this.path, {
      as: 'changer',
      contentType: JSON_PATCH,
      body: [{ op: 'replace', path: '/spec/template', value }],
    });
    return rolloutSchema.parse(changed);
  }

  /** The hash that the Service selects; undefined before it selects one. */
  async selected(
    service: 'active' | 'preview' | 'ping' | 'pong',
  ): Promise<string | undefined> {
    const path = servicesPath(this.namespace, `${this.name}-${service}`);
    const { spec } = serviceSchema.parse(await this.api.get(path));
    return spec.selector[HASH_LABEL];
  }

  async replicaSet(hash: string): Promise<ReplicaSetView> {
    const path = replicaSetsPath(this.namespace, `${this.name}-${hash}`);
    return replicaSetSchema.parse(await this.api.get(path));
  }

  async replicaSets(): Promise<ReplicaSetView[]> {
    const selector = encodeURIComponent(`app=${this.name}`);
    const list = await this.api.get(
      `${replicaSetsPath(this.namespace)}?labelSelector=${selector}`,
    );
    return listOf(replicaSetSchema).parse(list).items;
  }

  /** Until the ReplicaSet with this hash is so. */
  untilReplicaSet(
    hash: string,
    holds: (replicaSet: ReplicaSetView) => boolean,
  ): Promise<ReplicaSetView> {
    return untilObject(this.api, {
      collection: replicaSetsPath(this.namespace),
      name: `${this.name}-${hash}`,
      schema: replicaSetSchema,
      holds,
    });
  }
}

/** With the last that the controller writes about a pause. */
function isPaused({ pauseConditions, conditions }: RolloutView['status']) {
  return (
    pauseConditions.length > 0 &&
    conditions.some(
      ({ type, status }) => type === 'Paused' && status === 'True',
    )
  );
}

/** Tests that hold only while nothing of what was seen has changed. */
export function guardsOf({ metadata, status }: RolloutView): object[] {
  return [
    { op: 'test', path: '/metadata/generation', value: metadata.generation },
    { op: 'test', path: '/metadata/uid', value: metadata.uid },
    {
      op: 'test',
      path: '/status/currentPodHash',
      value: status.currentPodHash,
    },
    {
      op: 'test',
      path: '/status/pauseConditions',
      value: status.pauseConditions,
    },
  ];
}

export function rolloutsPath(namespace: string, name?: string): string {
  return pathOf('/apis/argoproj.io/v1alpha1', namespace, 'rollouts', name);
}

export function servicesPath(namespace: string, name?: string): string {
  return pathOf('/api/v1', namespace, 'services', name);
}

export function replicaSetsPath(namespace: string, name?: string): string {
  return pathOf('/apis/apps/v1', namespace, 'replicasets', name);
}

function pathOf(
  group: string,
  namespace: string,
  plural: string,
  name?: string,
): string {
  const collection = `${group}/namespaces/${namespace}/${plural}`;
  return name ? `${collection}/${name}` : collection;
}
