import { RolloutObject } from '../kubernetes';
import { SeenState } from '../types';

/**
 * What an action on this Rollout has to send back and the guard tests.
 * @public
 */
export function seenState(rollout: RolloutObject): SeenState {
  const { metadata, status } = rollout;
  return {
    uid: metadata.uid,
    generation: metadata.generation ?? 0,
    podHash: status?.currentPodHash ?? '',
    stableHash: status?.stableRS ?? '',
    pauseConditions: (status?.pauseConditions ?? []).map(
      ({ reason, startTime }) => ({ reason, startTime }),
    ),
    ...(status?.currentStepIndex !== undefined && {
      stepIndex: status.currentStepIndex,
    }),
  };
}

/**
 * Whether nothing that the guard tests has changed.
 * @public
 */
export function isSameSeenState(a: SeenState, b: SeenState): boolean {
  return (
    a.uid === b.uid &&
    a.generation === b.generation &&
    a.podHash === b.podHash &&
    a.stableHash === b.stableHash &&
    a.stepIndex === b.stepIndex &&
    a.pauseConditions.length === b.pauseConditions.length &&
    a.pauseConditions.every(
      (condition, index) =>
        condition.reason === b.pauseConditions[index].reason &&
        condition.startTime === b.pauseConditions[index].startTime,
    )
  );
}
