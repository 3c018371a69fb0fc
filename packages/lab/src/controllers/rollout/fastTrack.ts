import type { ReplicaSet } from '../workloads/schemas';
import type { RolloutContext } from './RolloutContext';
import { hashOf, isOlder } from './replicaSets';

export function isFastTracked(
  context: RolloutContext,
  newReplicaSet: ReplicaSet,
): boolean {
  const active = context.selectorOf(context.spec.blueGreen.activeService);
  return (
    isFastRollback(context, newReplicaSet) ||
    context.rollout.status.promoteFull ||
    active === '' ||
    active === hashOf(newReplicaSet)
  );
}

export function isFastRollback(
  context: RolloutContext,
  newReplicaSet: ReplicaSet,
): boolean {
  const { stableReplicaSet } = context;
  return (
    stableReplicaSet !== undefined &&
    (stableReplicaSet === newReplicaSet ||
      (context.isNewWithinScaleDownDelay &&
        isOlder(newReplicaSet, stableReplicaSet)))
  );
}
