import {
  isSameSeenState,
  RolloutAction,
  RolloutObject,
  seenState,
  SeenState,
} from '@shop-portal/plugin-shop-rollouts-common';

/**
 * Whether the Rollout looks as if an action, whose answer was lost, was
 * stored: it no longer is what the guard asked for, in the way of the action.
 */
export function hasArrived(
  action: RolloutAction,
  seen: SeenState,
  now: RolloutObject,
): boolean {
  const { status } = now;
  if (
    now.metadata.uid !== seen.uid ||
    status?.currentPodHash !== seen.podHash
  ) {
    return false;
  }
  switch (action) {
    case 'promote':
      return !isSameSeenState(seen, {
        ...seenState(now),
        generation: seen.generation,
        stableHash: seen.stableHash,
      });
    case 'promote-full':
      return status.promoteFull === true || status.stableRS === seen.podHash;
    case 'abort':
      return status.abort === true;
    default:
      return status.abort !== true;
  }
}
