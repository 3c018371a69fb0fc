import { fromTimestamp } from '../framework/time';
import type { RolloutContext } from './RolloutContext';

const DEFAULT_MAX_UNAVAILABLE = '25%';
const RECHECK_MILLIS = 30_000;

/**
 * Replaces pods that are older than `spec.restartAt`, a few at a time. Pods
 * are deleted, not evicted: disruption budgets do not exist here.
 */
export function restartPods(context: RolloutContext): void {
  const { rollout, pods, replicaSets, replicas, now } = context;
  const { restartAt } = rollout.spec;
  if (!restartAt || restartAt === rollout.status.restartedAt) {
    return;
  }
  const restartTime = fromTimestamp(restartAt);
  if (restartTime > now) {
    context.requeueAfter(restartTime - now);
    return;
  }
  const old = pods.filter(
    ({ metadata }) => fromTimestamp(metadata.creationTimestamp) < restartTime,
  );
  if (old.length === 0) {
    context.hasRestarted = true;
    return;
  }
  const available = replicaSets.reduce(
    (total, { status }) => total + status.availableReplicas,
    0,
  );
  const wanted = replicaSets.reduce(
    (total, { spec }) => total + spec.replicas,
    0,
  );
  const atATime = maxUnavailable(
    context.spec.blueGreen.maxUnavailable ?? DEFAULT_MAX_UNAVAILABLE,
    replicas,
  );
  const spare = available - (Math.max(replicas, wanted) - atATime);
  for (const pod of old.slice(0, Math.max(spare, 0))) {
    context.deletePod(pod);
  }
  context.requeueAfter(RECHECK_MILLIS);
}

function maxUnavailable(value: number | string, replicas: number): number {
  const count =
    typeof value === 'string' && value.endsWith('%')
      ? Math.floor((Number.parseInt(value, 10) * replicas) / 100)
      : Number(value);
  return Math.max(count, 1);
}
