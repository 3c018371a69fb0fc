import { isDeepStrictEqual } from 'util';
import {
  conditionOf,
  newCondition,
  withConditions,
} from '../framework/conditions';
import type { Condition, NewCondition } from '../framework/conditions';
import { fromTimestamp } from '../framework/time';
import { findByHash, isSaturated } from './BlueGreenUpdate';
import type { BlueGreenUpdate } from './BlueGreenUpdate';
import { REVISION } from './schema';
import type { Rollout, RolloutStatus } from './schema';

/** Reasons with which time without progress counts. */
const UNFINISHED = [
  'NewReplicaSetCreated',
  'ReplicaSetUpdated',
  'RolloutResumed',
  'RolloutRetry',
];

/** Derives the conditions from the other, already final, fields. */
export function nextConditions(
  update: BlueGreenUpdate,
  status: RolloutStatus,
): Condition[] {
  const { rollout, blueGreen, hash, active, preview, now } = update;
  const { replicas, paused } = rollout.spec;
  const live = findByHash([update.current, ...update.others], active);
  const isAvailable = live !== undefined && isSaturated(live, replicas);
  const isCompleted = status.stableRS === status.currentPodHash;
  const isAtTarget =
    status.updatedReplicas === replicas &&
    status.availableReplicas === replicas &&
    active === hash &&
    (!blueGreen.previewService || preview === hash);
  const isHealthy =
    isAtTarget && !paused && status.pauseConditions.length === 0;
  const health = `Rollout is ${isHealthy ? 'healthy' : 'not healthy'}`;
  const has = isAvailable ? 'has' : 'does not have';
  const availability = `Rollout ${has} minimum availability`;
  const completion = 'RolloutCompleted';
  const progress = progressOf(update, status, isAtTarget);
  // A Rollout that never was healthy has no such condition.
  const showsHealth = isHealthy || conditionOf(rollout.status, 'Healthy');
  return withConditions(
    rollout.status.conditions.filter(({ type }) => type !== 'InvalidSpec'),
    [
      ...(showsHealth
        ? [newCondition('Healthy', isHealthy, 'RolloutHealthy', health)]
        : []),
      ...(progress ? [progress] : []),
      newCondition('Available', isAvailable, 'AvailableReason', availability),
      newCondition('Completed', isCompleted, completion, completion),
    ],
    now,
    'ReplicaSetUpdated',
  );
}

/** When the update fails for lack of progress; Infinity while none counts. */
export function deadlineOf({ spec }: Rollout, status: RolloutStatus): number {
  const progressing = conditionOf(status, 'Progressing');
  const counts =
    progressing &&
    UNFINISHED.includes(progressing.reason) &&
    !spec.paused &&
    status.pauseConditions.length === 0;
  return counts
    ? fromTimestamp(progressing.lastUpdateTime) +
        spec.progressDeadlineSeconds * 1_000
    : Infinity;
}

/** Only when it changes, or when there is progress to note. */
function progressOf(
  { rollout, current, now }: BlueGreenUpdate,
  status: RolloutStatus,
  isAtTarget: boolean,
): NewCondition | undefined {
  const type = 'Progressing';
  const replicaSet = `ReplicaSet "${current.metadata.name}"`;
  const wasHealthy = conditionOf(rollout.status, 'Healthy')?.status === 'True';
  if (status.abort) {
    const revision = rollout.metadata.annotations[REVISION];
    const message = `Rollout aborted update to revision ${revision}`;
    return newCondition(type, false, 'RolloutAborted', message);
  }
  if (isAtTarget) {
    const message = `${replicaSet} has successfully progressed.`;
    return newCondition(type, true, 'NewReplicaSetAvailable', message);
  }
  if (wasHealthy || madeProgress(rollout.status, status)) {
    const message = `${replicaSet} is progressing.`;
    return newCondition(type, true, 'ReplicaSetUpdated', message);
  }
  if (deadlineOf(rollout, status) < now) {
    const message = `${replicaSet} has timed out progressing.`;
    return newCondition(type, false, 'ProgressDeadlineExceeded', message);
  }
  return undefined;
}

function madeProgress(before: RolloutStatus, after: RolloutStatus): boolean {
  return (
    after.updatedReplicas !== before.updatedReplicas ||
    after.readyReplicas > before.readyReplicas ||
    !isDeepStrictEqual(after.blueGreen, before.blueGreen)
  );
}
