import type { Reconciliation } from '../framework/Reconciliation';
import { PODS } from '../framework/resources';
import { fromTimestamp } from '../framework/time';
import { isReady, podSchema } from '../workloads/schemas';
import type { BlueGreenUpdate } from './BlueGreenUpdate';

/**
 * Replaces pods that are older than `spec.restartAt`, one at a time: the next
 * goes when all are ready again. Returns which restart was done last.
 */
export function restartPods(
  reconciliation: Reconciliation,
  { rollout, current, others, now }: BlueGreenUpdate,
): string | undefined {
  const { restartAt } = rollout.spec;
  const { restartedAt } = rollout.status;
  if (!restartAt || restartAt === restartedAt) {
    return restartedAt;
  }
  const restartTime = fromTimestamp(restartAt);
  if (restartTime > now) {
    reconciliation.lookAgainAt(restartTime);
    return restartedAt;
  }
  const replicaSets = [current, ...others];
  const wanted = replicaSets.reduce((sum, { spec }) => sum + spec.replicas, 0);
  const pods = replicaSets.flatMap(replicaSet =>
    reconciliation.listOwned(PODS, podSchema, replicaSet),
  );
  const old = pods.find(
    ({ metadata }) => fromTimestamp(metadata.creationTimestamp) < restartTime,
  );
  if (old && pods.filter(isReady).length >= wanted) {
    const { namespace, name } = old.metadata;
    reconciliation.store.delete({ ...PODS, namespace, name });
  }
  return old ? restartedAt : restartAt;
}
