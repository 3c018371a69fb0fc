import { RolloutObject } from '../kubernetes';
import { RolloutAction } from '../types';
import { pauseDeadline } from './pauseDeadline';
import {
  isAbortTaken,
  isDeadlineExceeded,
  isFullyPromoted,
  isInconclusive,
  isInvalidSpec,
  isObserved,
  isUnpausing,
  liveHash,
  pauseConditions,
  rolloutStrategy,
} from './status';

const rules: Record<
  RolloutAction,
  (rollout: RolloutObject) => string | undefined
> = {
  promote: rollout =>
    refuseWithoutUpdate(rollout, 'nothing waits.') ??
    refusePromoteWhileStopped(rollout) ??
    refusePromoteByPause(rollout),

  'promote-full': rollout =>
    refuseWithoutUpdate(rollout, 'nothing is on its way.') ??
    refusePromoteFull(rollout),

  abort: rollout =>
    refuseWithoutUpdate(rollout, 'nothing is on its way.') ??
    refuseAbort(rollout),

  retry: rollout => {
    if (rollout.status?.abort !== true) {
      return 'nothing was aborted.';
    }
    return (
      refuseWithoutUpdate(rollout, 'nothing is on its way.') ??
      (isAbortTaken(rollout) ? undefined : 'the abort is not finished yet.')
    );
  },
};

/**
 * Why the controller would not do `action` now, as the part of a sentence
 * after `Retry: `; undefined when it would. Upstream answers several of these
 * with success and does nothing, so the portal has to know them itself.
 * @public
 */
export function refuseByState(
  action: RolloutAction,
  rollout: RolloutObject,
): string | undefined {
  return refuseEveryAction(rollout) ?? rules[action](rollout);
}

function refuseEveryAction(rollout: RolloutObject): string | undefined {
  if (rollout.metadata.deletionTimestamp) {
    return 'the Rollout is being deleted.';
  }
  if (rollout.status?.observedGeneration === undefined) {
    return 'no controller has picked this up yet.';
  }
  if (isInvalidSpec(rollout)) {
    return 'the Rollout is not valid.';
  }
  if (!isObserved(rollout)) {
    return 'the controller has not seen the newest change yet.';
  }
  if (!rollout.status.stableRS || isFullyPromoted(rollout)) {
    return undefined;
  }
  return rolloutStrategy(rollout) === 'unknown'
    ? 'the Rollout has no strategy that the portal knows.'
    : undefined;
}

function refuseWithoutUpdate(
  rollout: RolloutObject,
  otherwise: string,
): string | undefined {
  const { stableRS, currentPodHash } = rollout.status ?? {};
  if (!stableRS || !currentPodHash) {
    return 'this is the first release; it goes live when its pods are ready.';
  }
  return stableRS === currentPodHash ? otherwise : undefined;
}

function refusePromoteWhileStopped(rollout: RolloutObject): string | undefined {
  if (rollout.status?.abort) {
    return 'the release was aborted.';
  }
  if (rollout.spec.paused) {
    return 'a person holds this release.';
  }
  if (rollout.status?.promoteFull) {
    return 'Promote fully is running.';
  }
  if (isUnpausing(rollout)) {
    return 'it is promoted already; the controller has not acted yet.';
  }
  return undefined;
}

function refusePromoteByPause(rollout: RolloutObject): string | undefined {
  if (pauseConditions(rollout).length === 0) {
    return 'nothing waits.';
  }
  if (isInconclusive(rollout)) {
    return 'a check gave no clear result; a promotion would only run it again.';
  }
  const timed = pauseDeadline(rollout) !== undefined;
  return timed && rolloutStrategy(rollout) === 'blue-green'
    ? 'it goes live by itself; a promotion would only restart the countdown.'
    : undefined;
}

function refusePromoteFull(rollout: RolloutObject): string | undefined {
  if (rollout.spec.paused) {
    return 'a person holds this release.';
  }
  if (rollout.status?.promoteFull) {
    return 'it is running already.';
  }
  if (isUnpausing(rollout)) {
    return 'it is promoted already; the controller has not acted yet.';
  }
  return isDeadlineExceeded(rollout)
    ? 'the new release does not start.'
    : undefined;
}

function refuseAbort(rollout: RolloutObject): string | undefined {
  if (rollout.status?.abort) {
    return 'it is aborted already.';
  }
  if (rollout.status?.promoteFull) {
    return 'Promote fully is running; the controller ignores an abort. You can roll back when it is live.';
  }
  // While held, the controller does not move the active Service back either.
  const alreadyLive = liveHash(rollout) === rollout.status?.currentPodHash;
  return rollout.spec.paused && alreadyLive
    ? 'live traffic does not move while a person holds this release.'
    : undefined;
}
