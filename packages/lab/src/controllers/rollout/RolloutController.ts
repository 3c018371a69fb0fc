import type {
  KubernetesObject,
  ResourceStore,
  StoreEvent,
} from '../../kubernetes/ResourceStore';
import type { Clock } from '../framework/Clock';
import type { Controller, ReconcileResult } from '../framework/Controller';
import { EventRecorder } from '../framework/EventRecorder';
import {
  asRecord,
  controllerOf,
  isType,
  keyOf,
  PODS,
  REPLICA_SETS,
  ROLLOUTS,
  SERVICES,
} from '../framework/resources';
import {
  podSchema,
  replicaSetSchema,
  serviceSchema,
} from '../workloads/schemas';
import type { ReplicaSet } from '../workloads/schemas';
import { reconcileRollout } from './reconcileRollout';
import { changeRollout, RolloutWriter } from './RolloutWriter';
import { INSTANCE_ID, rolloutSchema } from './schema';

/** Carries out what `reconcileRollout` decides. */
export class RolloutController implements Controller {
  readonly name = 'rollouts';
  readonly watches = [ROLLOUTS, REPLICA_SETS, SERVICES];
  /**
   * The Rollouts as last seen. A lost patch never gets here, so whatever else
   * happens in the namespace, the version before it is what counts.
   */
  private readonly cache = new Map<string, KubernetesObject>();

  private constructor(
    private readonly store: ResourceStore,
    private readonly clock: Clock,
    private readonly writer: RolloutWriter,
  ) {}

  static create(options: {
    store: ResourceStore;
    clock: Clock;
  }): RolloutController {
    const { store, clock } = options;
    const component = 'rollouts-controller';
    const events = EventRecorder.create({ store, clock, component });
    return new RolloutController(
      store,
      clock,
      RolloutWriter.create({ store, events }),
    );
  }

  keysFor({ type, resource, object }: StoreEvent): string[] {
    const { namespace, name } = object.metadata;
    if (isType(resource, ROLLOUTS)) {
      if (type === 'DELETED') {
        this.cache.delete(keyOf(object));
      } else {
        this.cache.set(keyOf(object), object);
      }
      return [keyOf(object)];
    }
    if (isType(resource, REPLICA_SETS)) {
      const owner = controllerOf(object.metadata, 'Rollout');
      return owner ? [`${namespace}/${owner.name}`] : [];
    }
    if (isType(resource, SERVICES)) {
      return [...this.cache.values()]
        .filter(
          rollout =>
            rollout.metadata.namespace === namespace &&
            usesService(rollout, name),
        )
        .map(keyOf);
    }
    return [];
  }

  reconcile(key: string): ReconcileResult {
    const cached = this.cache.get(key);
    if (!cached || !isOurs(cached)) {
      return {};
    }
    const rollout = rolloutSchema.parse(cached);
    const { namespace } = rollout.metadata;
    const replicaSets = this.ownedReplicaSets(rollout.metadata);
    const { writes, requeueAfterMillis } = reconcileRollout({
      rollout,
      storedStatus: asRecord(cached.status),
      replicaSets,
      services: this.store
        .list(SERVICES, { namespace })
        .map(service => serviceSchema.parse(service)),
      pods: rollout.spec.restartAt ? this.podsOf(namespace, replicaSets) : [],
      now: this.clock.now(),
    });
    const lost = this.hasLostPatch(cached);
    for (const write of writes) {
      this.writer.carryOut(rollout, write, { lost });
    }
    if (lost) {
      this.cache.set(key, writes.reduce(changeRollout, cached));
    }
    return { requeueAfterMillis };
  }

  /**
   * Own writes must not bring the lost patch to light, or any pod that comes
   * and goes would heal the fault.
   */
  private hasLostPatch({ metadata }: KubernetesObject): boolean {
    const { namespace, name, resourceVersion } = metadata;
    const stored = this.store.get({ ...ROLLOUTS, namespace, name });
    return stored?.metadata.resourceVersion !== resourceVersion;
  }

  private ownedReplicaSets(owner: {
    namespace: string;
    uid: string;
  }): ReplicaSet[] {
    return this.store
      .list(REPLICA_SETS, { namespace: owner.namespace })
      .filter(
        ({ metadata }) => controllerOf(metadata, 'Rollout')?.uid === owner.uid,
      )
      .map(replicaSet => replicaSetSchema.parse(replicaSet));
  }

  private podsOf(namespace: string, replicaSets: ReplicaSet[]) {
    const owners = new Set(replicaSets.map(({ metadata }) => metadata.uid));
    return this.store
      .list(PODS, { namespace })
      .filter(({ metadata }) =>
        owners.has(controllerOf(metadata, 'ReplicaSet')?.uid ?? ''),
      )
      .map(pod => podSchema.parse(pod));
  }
}

/** Another controller instance looks after Rollouts with its label. */
function isOurs({ metadata }: KubernetesObject): boolean {
  return !metadata.labels?.[INSTANCE_ID] && !metadata.deletionTimestamp;
}

function usesService(rollout: KubernetesObject, service: string): boolean {
  const { strategy } = asRecord(rollout.spec);
  const { activeService, previewService } = asRecord(
    asRecord(strategy).blueGreen,
  );
  return activeService === service || previewService === service;
}
