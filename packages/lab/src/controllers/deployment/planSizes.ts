import type { ReplicaSet } from '../workloads/schemas';
import type { Deployment } from './schema';

/** The size that each ReplicaSet, by name, should get in this step. */
export function planSizes(
  deployment: Deployment,
  newReplicaSet: ReplicaSet,
  oldReplicaSets: ReplicaSet[],
): Map<string, number> {
  const { strategy, replicas } = deployment.spec;
  return strategy.type === 'Recreate'
    ? planRecreate(newReplicaSet, oldReplicaSets, replicas)
    : planRollingUpdate(deployment, newReplicaSet, oldReplicaSets);
}

/** New pods only when the last old one is gone. */
function planRecreate(
  newReplicaSet: ReplicaSet,
  oldReplicaSets: ReplicaSet[],
  replicas: number,
): Map<string, number> {
  const sizes = new Map(
    oldReplicaSets.map(({ metadata }) => [metadata.name, 0]),
  );
  if (oldReplicaSets.every(({ status }) => status.replicas === 0)) {
    sizes.set(newReplicaSet.metadata.name, replicas);
  }
  return sizes;
}

/** As many new pods as the surge allows; old ones go as new ones are ready. */
function planRollingUpdate(
  deployment: Deployment,
  newReplicaSet: ReplicaSet,
  oldReplicaSets: ReplicaSet[],
): Map<string, number> {
  const { replicas } = deployment.spec;
  const { surge, unavailable } = limits(deployment);
  const total = (replicaSets: ReplicaSet[]) =>
    replicaSets.reduce((count, { spec }) => count + spec.replicas, 0);
  const old = total(oldReplicaSets);
  const current = newReplicaSet.spec.replicas;
  const room = Math.max(replicas + surge - old - current, 0);
  const size = Math.min(current + room, replicas);
  const sizes = new Map([[newReplicaSet.metadata.name, size]]);

  const newUnavailable = Math.max(
    size - newReplicaSet.status.availableReplicas,
    0,
  );
  let removable = old + size - (replicas - unavailable) - newUnavailable;
  // Pods that are not available serve nobody: they go first.
  const leastUsefulFirst = [...oldReplicaSets].sort(
    (a, b) => a.status.availableReplicas - b.status.availableReplicas,
  );
  for (const { metadata, spec } of leastUsefulFirst) {
    const removed = Math.min(Math.max(removable, 0), spec.replicas);
    removable -= removed;
    sizes.set(metadata.name, spec.replicas - removed);
  }
  return sizes;
}

export function limits(deployment: Deployment): {
  surge: number;
  unavailable: number;
} {
  const { replicas, strategy } = deployment.spec;
  if (strategy.type === 'Recreate') {
    return { surge: 0, unavailable: replicas };
  }
  const { maxSurge, maxUnavailable } = strategy.rollingUpdate;
  const surge = resolve(maxSurge, replicas, Math.ceil);
  const unavailable = resolve(maxUnavailable, replicas, Math.floor);
  // With neither nothing could ever move.
  return { surge, unavailable: surge + unavailable > 0 ? unavailable : 1 };
}

function resolve(
  value: number | string,
  replicas: number,
  round: (value: number) => number,
): number {
  return typeof value === 'number'
    ? value
    : round((Number.parseInt(value, 10) * replicas) / 100);
}
