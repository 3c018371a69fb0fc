import type {
  KubernetesObject,
  ResourceStore,
  StoreEvent,
} from '../../kubernetes/ResourceStore';
import type { Clock } from '../framework/Clock';
import type { Controller, ReconcileResult } from '../framework/Controller';
import {
  controllerOf,
  isType,
  keyOf,
  ownerReference,
  PODS,
  REPLICA_SETS,
  splitKey,
} from '../framework/resources';
import { fromTimestamp } from '../framework/time';
import { isReady, podSchema, replicaSetSchema } from './schemas';
import type { Pod, ReplicaSet } from './schemas';

/** Keeps as many pods as `spec.replicas` says, and counts them. */
export class ReplicaSetController implements Controller {
  readonly name = 'replicasets';
  readonly watches = [REPLICA_SETS];

  private constructor(
    private readonly store: ResourceStore,
    private readonly clock: Clock,
  ) {}

  static create(options: {
    store: ResourceStore;
    clock: Clock;
  }): ReplicaSetController {
    return new ReplicaSetController(options.store, options.clock);
  }

  keysFor({ resource, object }: StoreEvent): string[] {
    if (isType(resource, REPLICA_SETS)) {
      return [keyOf(object)];
    }
    const owner = isType(resource, PODS)
      ? controllerOf(object.metadata, 'ReplicaSet')
      : undefined;
    return owner ? [`${object.metadata.namespace}/${owner.name}`] : [];
  }

  reconcile(key: string): ReconcileResult {
    const objectKey = { ...REPLICA_SETS, ...splitKey(key) };
    const stored = this.store.get(objectKey);
    if (!stored || stored.metadata.deletionTimestamp) {
      return {};
    }
    const replicaSet = replicaSetSchema.parse(stored);
    this.scale(replicaSet);
    const pods = this.podsOf(replicaSet);
    const status = this.countPods(replicaSet, pods);
    this.store.modify(objectKey, current => ({ ...current, status }), {
      subresource: 'status',
    });
    return {
      requeueAfterMillis: this.nextAvailable(replicaSet, pods),
    };
  }

  private scale(replicaSet: ReplicaSet): void {
    const { replicas, template } = replicaSet.spec;
    const { name, namespace } = replicaSet.metadata;
    const pods = this.podsOf(replicaSet);
    for (let count = pods.length; count < replicas; count += 1) {
      this.store.create(PODS, {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          ...template.metadata,
          generateName: `${name}-`,
          namespace,
          ownerReferences: [ownerReference(replicaSet)],
        },
        spec: template.spec,
      });
    }
    const leastUsefulFirst = [...pods].sort(
      (a, b) =>
        Number(isReady(a)) - Number(isReady(b)) ||
        fromTimestamp(b.metadata.creationTimestamp) -
          fromTimestamp(a.metadata.creationTimestamp),
    );
    for (const pod of leastUsefulFirst.slice(
      0,
      Math.max(pods.length - replicas, 0),
    )) {
      this.store.delete({ ...PODS, namespace, name: pod.metadata.name });
    }
  }

  private podsOf(replicaSet: ReplicaSet): Pod[] {
    const { namespace, uid } = replicaSet.metadata;
    return this.store
      .list(PODS, { namespace })
      .filter(pod => isOwnedBy(pod, uid))
      .map(pod => podSchema.parse(pod));
  }

  private countPods(
    replicaSet: ReplicaSet,
    pods: Pod[],
  ): Record<string, unknown> {
    const ready = pods.filter(isReady).length;
    const available = pods.filter(
      pod => isReady(pod) && this.millisUntilAvailable(replicaSet, pod) <= 0,
    ).length;
    return {
      replicas: pods.length,
      ...(pods.length > 0 && { fullyLabeledReplicas: pods.length }),
      ...(ready > 0 && { readyReplicas: ready }),
      ...(available > 0 && { availableReplicas: available }),
      observedGeneration: replicaSet.metadata.generation,
      terminatingReplicas: 0,
    };
  }

  private nextAvailable(
    replicaSet: ReplicaSet,
    pods: Pod[],
  ): number | undefined {
    const waits = pods
      .filter(isReady)
      .map(pod => this.millisUntilAvailable(replicaSet, pod))
      .filter(millis => millis > 0);
    return waits.length > 0 ? Math.min(...waits) : undefined;
  }

  private millisUntilAvailable(replicaSet: ReplicaSet, pod: Pod): number {
    const { minReadySeconds } = replicaSet.spec;
    const ready = pod.status.conditions.find(({ type }) => type === 'Ready');
    return ready && minReadySeconds > 0
      ? fromTimestamp(ready.lastTransitionTime) +
          minReadySeconds * 1_000 -
          this.clock.now()
      : 0;
  }
}

function isOwnedBy(pod: KubernetesObject, uid: string): boolean {
  return controllerOf(pod.metadata, 'ReplicaSet')?.uid === uid;
}
