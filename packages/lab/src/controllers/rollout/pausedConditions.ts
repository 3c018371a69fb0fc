import { conditionOf } from './conditions';
import type { NewCondition } from './conditions';
import { isFullyPromoted } from './progress';
import type { RolloutContext } from './RolloutContext';
import { persistConditions } from './rolloutStatus';

/**
 * Takes note of a pause, resume or retry that somebody else made, before
 * anything is done about it: time spent paused is no lack of progress.
 */
export function notePauseChange(context: RolloutContext): boolean {
  const { rollout } = context;
  const { status, spec, metadata } = rollout;
  if (status.observedGeneration !== String(metadata.generation)) {
    return false;
  }
  const progressing = conditionOf(status, 'Progressing');
  const isPaused = spec.paused || Boolean(status.pauseConditions?.length);
  const wasAborted = progressing?.reason === 'RolloutAborted';
  const conditions: NewCondition[] = [];
  if (wasAborted) {
    if (!status.abort) {
      conditions.push({
        type: 'Progressing',
        status: 'Unknown',
        reason: 'RolloutRetry',
        message: 'Retrying Rollout after abort',
      });
    }
    return persistIfAny(context, conditions);
  }
  const wasPaused = progressing?.reason === 'RolloutPaused';
  if (isPaused !== wasPaused && !isFullyPromoted(status)) {
    conditions.push({
      type: 'Progressing',
      status: 'Unknown',
      reason: isPaused ? 'RolloutPaused' : 'RolloutResumed',
      message: isPaused ? 'Rollout is paused' : 'Rollout is resumed',
    });
  }
  const hadPaused = conditionOf(status, 'Paused')?.status === 'True';
  if (isPaused !== hadPaused) {
    conditions.push({
      type: 'Paused',
      status: isPaused ? 'True' : 'False',
      reason: 'RolloutPaused',
      message: 'Rollout is paused',
    });
  }
  return persistIfAny(context, conditions);
}

function persistIfAny(
  context: RolloutContext,
  conditions: NewCondition[],
): boolean {
  return conditions.length > 0 && persistConditions(context, conditions);
}
