import {
  conditionOf,
  newCondition,
  withConditions,
} from '../framework/conditions';
import type { Condition, NewCondition } from '../framework/conditions';
import type { Rollout } from './schema';

/**
 * The conditions with a pause, resume or retry that somebody else made; the
 * same list if there was none. It is noted before anything is done about it:
 * time spent paused is no lack of progress.
 */
export function notedConditions(rollout: Rollout, now: number): Condition[] {
  return withConditions(rollout.status.conditions, findChanges(rollout), now);
}

/** The conditions after a ReplicaSet was made for a new template. */
export function withCreated(
  conditions: Condition[],
  replicaSet: string,
  now: number,
): Condition[] {
  const message = `Created new replica set "${replicaSet}"`;
  return withConditions(
    conditions,
    [newCondition('Progressing', true, 'NewReplicaSetCreated', message)],
    now,
  );
}

function findChanges({ spec, status }: Rollout): NewCondition[] {
  const progressing = conditionOf(status, 'Progressing')?.reason;
  if (progressing === 'RolloutAborted') {
    const message = 'Retrying Rollout after abort';
    return status.abort
      ? []
      : [newCondition('Progressing', undefined, 'RolloutRetry', message)];
  }
  const isPaused = spec.paused || status.pauseConditions.length > 0;
  const changes: NewCondition[] = [];
  const isUpdating = status.stableRS !== status.currentPodHash;
  if (isUpdating && (isPaused || progressing === 'RolloutPaused')) {
    const reason = isPaused ? 'RolloutPaused' : 'RolloutResumed';
    const message = `Rollout is ${isPaused ? 'paused' : 'resumed'}`;
    changes.push(newCondition('Progressing', undefined, reason, message));
  }
  if (isPaused || conditionOf(status, 'Paused')) {
    const message = 'Rollout is paused';
    changes.push(newCondition('Paused', isPaused, 'RolloutPaused', message));
  }
  return changes;
}
