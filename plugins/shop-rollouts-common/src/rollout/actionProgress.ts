import { RolloutObject } from '../kubernetes';
import { RolloutAction } from '../types';
import { isSameSeenState, seenState } from './seenState';
import {
  hasAbortedCondition,
  isAbortTaken,
  isFullyPromoted,
  isUnpausing,
  liveHash,
  pauseConditions,
  rolloutStrategy,
} from './status';

/**
 * How far an accepted action has come. `accepted`: the controller has not
 * acted; `diverted`: something else happened, it will not come about.
 * @public
 */
export interface ActionProgress {
  phase: 'accepted' | 'taken' | 'done' | 'diverted';
  /** `diverted`: what happened instead. */
  because?:
    | 'deleted'
    | 'newer-release'
    | 'waits-again'
    | 'aborted'
    | 'promoted-fully'
    | 'live-already';
}

const progressOf: Record<
  RolloutAction,
  (before: RolloutObject, now: RolloutObject) => ActionProgress
> = {
  promote: (before, now) => {
    if (isLive(now)) {
      return { phase: 'done' };
    }
    if (isAbortTaken(now)) {
      return { phase: 'diverted', because: 'aborted' };
    }
    if (pauseConditions(now).length > 0) {
      return pausesLikeBefore(before, now)
        ? { phase: 'accepted' }
        : afterNewPause(now);
    }
    const waits = isUnpausing(now) && now.status?.phase === 'Paused';
    return { phase: waits ? 'accepted' : 'taken' };
  },

  'promote-full': (before, now) => {
    if (isLive(now)) {
      return { phase: 'done' };
    }
    const abortStands =
      now.status?.abort === true &&
      now.status.abortedAt === before.status?.abortedAt;
    if (isAbortTaken(now) && !abortStands) {
      return { phase: 'diverted', because: 'aborted' };
    }
    const wasStopped =
      pauseConditions(before).length > 0 || before.status?.abort === true;
    const isStopped = pauseConditions(now).length > 0 || abortStands;
    const requested = now.status?.promoteFull === true;
    return {
      phase: isStopped || !(requested || wasStopped) ? 'accepted' : 'taken',
    };
  },

  abort: (_before, now) => {
    if (isAbortTaken(now)) {
      const moved =
        rolloutStrategy(now) !== 'blue-green' ||
        liveHash(now) === now.status?.stableRS;
      return { phase: moved ? 'done' : 'taken' };
    }
    if (isFullyPromoted(now)) {
      return { phase: 'diverted', because: 'live-already' };
    }
    return now.status?.promoteFull && !now.status.abort
      ? { phase: 'diverted', because: 'promoted-fully' }
      : { phase: 'accepted' };
  },

  retry: (before, now) => {
    if (now.status?.abort) {
      return now.status.abortedAt === before.status?.abortedAt
        ? { phase: 'accepted' }
        : { phase: 'diverted', because: 'aborted' };
    }
    if (isLive(now) || pauseConditions(now).length > 0) {
      return { phase: 'done' };
    }
    const untouched = hasAbortedCondition(now);
    return { phase: untouched ? 'accepted' : 'taken' };
  },
};

/**
 * Compares the Rollout as it was when the action was sent with what the watch
 * shows now (undefined: it is gone).
 * @public
 */
export function actionProgress(
  action: RolloutAction,
  before: RolloutObject,
  now: RolloutObject | undefined,
): ActionProgress {
  if (!now || now.metadata.uid !== before.metadata.uid) {
    return { phase: 'diverted', because: 'deleted' };
  }
  if (hashOf(now) !== hashOf(before)) {
    return now.status?.stableRS === hashOf(before) && isPromotion(action)
      ? { phase: 'done' }
      : { phase: 'diverted', because: 'newer-release' };
  }
  return progressOf[action](before, now);
}

function afterNewPause(now: RolloutObject): ActionProgress {
  // A canary goes from pause to pause: the next step is where it should be.
  return rolloutStrategy(now) === 'canary'
    ? { phase: 'done' }
    : { phase: 'diverted', because: 'waits-again' };
}

function pausesLikeBefore(before: RolloutObject, now: RolloutObject): boolean {
  const seen = seenState(before);
  return isSameSeenState(seen, {
    ...seenState(now),
    generation: seen.generation,
    stableHash: seen.stableHash,
  });
}

/** Live for the person: stable, or with live traffic while being checked. */
function isLive(rollout: RolloutObject): boolean {
  const checked = rollout.spec.strategy?.blueGreen?.postPromotionAnalysis;
  return (
    isFullyPromoted(rollout) ||
    (checked !== undefined && liveHash(rollout) === hashOf(rollout))
  );
}

function isPromotion(action: RolloutAction): boolean {
  return action === 'promote' || action === 'promote-full';
}

function hashOf(rollout: RolloutObject): string {
  return rollout.status?.currentPodHash ?? '';
}
