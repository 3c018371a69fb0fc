import {
  PodObject,
  ReplicaSetObject,
  RolloutObject,
  ServiceObject,
} from '../kubernetes';
import { LaneState } from '../types';
import { replicaSetRoles } from './replicaSetRoles';
import { pauseDeadline } from './pauseDeadline';
import { isRunning, scaleDownDeadline } from './stacks';
import {
  findCondition,
  isAbortTaken,
  isDeadlineExceeded,
  isFirstRelease,
  isFullyPromoted,
  isInconclusive,
  isInvalidSpec,
  isUnpausing,
  liveHash,
  pauseConditions,
  rolloutStrategy,
} from './status';

/**
 * Everything that was read of one Rollout.
 * @public
 */
export interface RolloutSnapshot {
  rollout: RolloutObject;
  replicaSets: readonly ReplicaSetObject[];
  pods: readonly PodObject[];
  services: readonly ServiceObject[];
}

/** @public */
export interface LaneStateInfo {
  state: LaneState;
  /** Since when, as far as the cluster tells. */
  since?: string;
  /** `timed`: when it goes on; `go-back-window`: until when it is instant. */
  deadline?: string;
}

/** How long a new Rollout may have no status before it is said to. */
const PICK_UP_SECONDS = 30;

/**
 * The state of a lane, one of the rows of "States of a lane". The first that
 * holds wins, worst first.
 * @public
 */
export function laneState(snapshot: RolloutSnapshot, now: Date): LaneStateInfo {
  const { rollout } = snapshot;
  if (rollout.metadata.deletionTimestamp) {
    return { state: 'gone', since: rollout.metadata.deletionTimestamp };
  }
  return (
    unreconciledState(rollout, now) ??
    brokenState(snapshot) ??
    stoppedState(rollout) ??
    (isFullyPromoted(rollout) || isFirstRelease(rollout)
      ? settledState(snapshot, now)
      : updatingState(snapshot))
  );
}

function unreconciledState(
  rollout: RolloutObject,
  now: Date,
): LaneStateInfo | undefined {
  if (isInvalidSpec(rollout)) {
    return { state: 'invalid', since: conditionTime(rollout, 'InvalidSpec') };
  }
  if (rollout.status?.observedGeneration !== undefined) {
    return undefined;
  }
  const created = rollout.metadata.creationTimestamp;
  const age = (now.getTime() - Date.parse(created ?? '')) / 1000;
  return {
    state: age < PICK_UP_SECONDS ? 'first-release' : 'not-picked-up',
    since: created,
  };
}

function brokenState(snapshot: RolloutSnapshot): LaneStateInfo | undefined {
  const { rollout } = snapshot;
  if (hasNoLivePods(snapshot)) {
    return { state: 'no-live-pods' };
  }
  if (isAbortTaken(rollout)) {
    const moved =
      rolloutStrategy(rollout) !== 'blue-green' ||
      liveHash(rollout) === rollout.status?.stableRS;
    return {
      state: moved ? 'aborted' : 'abort-not-finished',
      since: rollout.status?.abortedAt,
    };
  }
  if (isDeadlineExceeded(rollout)) {
    return {
      state: 'not-starting',
      since: conditionTime(rollout, 'Progressing'),
    };
  }
  return undefined;
}

function stoppedState(rollout: RolloutObject): LaneStateInfo | undefined {
  if (rollout.spec.paused) {
    return { state: 'held', since: conditionTime(rollout, 'Paused') };
  }
  const [pause] = pauseConditions(rollout);
  if (!pause) {
    return undefined;
  }
  const since = pause.startTime;
  if (isInconclusive(rollout)) {
    return { state: 'check-unclear', since };
  }
  if (rollout.status?.promoteFull) {
    return { state: 'promoting', since };
  }
  const deadline = pauseDeadline(rollout);
  return deadline
    ? { state: 'timed', since, deadline }
    : { state: 'waiting', since };
}

function settledState(
  { rollout, replicaSets }: RolloutSnapshot,
  now: Date,
): LaneStateInfo {
  if (isFirstRelease(rollout)) {
    return {
      state: 'first-release',
      since: rollout.metadata.creationTimestamp,
    };
  }
  if (rollout.spec.restartAt !== rollout.status?.restartedAt) {
    return { state: 'restarting', since: rollout.spec.restartAt };
  }
  const since = conditionTime(rollout, 'Completed');
  const [deadline] = replicaSetRoles(rollout, replicaSets)
    .old.filter(isRunning)
    .map(scaleDownDeadline)
    .filter(time => time !== undefined)
    .filter(time => Date.parse(time) > now.getTime())
    .sort()
    .reverse();
  return deadline
    ? { state: 'go-back-window', since, deadline }
    : { state: 'live', since };
}

function updatingState(snapshot: RolloutSnapshot): LaneStateInfo {
  const { rollout, replicaSets } = snapshot;
  const since = replicaSetRoles(rollout, replicaSets).next?.metadata
    .creationTimestamp;
  const { blueGreen, canary } = rollout.status ?? {};
  const live = liveHash(rollout);
  if (live !== '' && live === rollout.status?.currentPodHash) {
    return { state: 'checking-live', since: conditionTime(rollout, 'Paused') };
  }
  if (isPromoting(snapshot)) {
    return { state: 'promoting', since };
  }
  const check =
    blueGreen?.prePromotionAnalysisRunStatus ??
    canary?.currentStepAnalysisRunStatus;
  if (check?.status === 'Running' || check?.status === 'Pending') {
    return { state: 'checking-preview', since };
  }
  return { state: 'preparing', since };
}

function isPromoting({ rollout, replicaSets }: RolloutSnapshot): boolean {
  const { status } = rollout;
  const resumed = findCondition(
    rollout,
    ({ type, reason }) => type === 'Progressing' && reason === 'RolloutResumed',
  );
  if (isUnpausing(rollout) || status?.promoteFull || resumed) {
    return true;
  }
  const { next } = replicaSetRoles(rollout, replicaSets);
  const wanted = rollout.spec.replicas ?? 1;
  const ready = next?.status?.availableReplicas ?? 0;
  const movesByItself =
    rollout.spec.strategy?.blueGreen?.autoPromotionEnabled !== false;
  return movesByItself && ready > 0 && ready >= wanted;
}

/**
 * Nobody gets an answer: the active Service selects nothing, or what it
 * selects has no ready pod although it should have.
 */
function hasNoLivePods({
  rollout,
  replicaSets,
  services,
}: RolloutSnapshot): boolean {
  if (isFirstRelease(rollout)) {
    return false;
  }
  const { live } = replicaSetRoles(rollout, replicaSets);
  if (rolloutStrategy(rollout) === 'blue-green') {
    const selected = activeServiceHash(rollout, services);
    if (selected === '' || liveHash(rollout) === '') {
      return true;
    }
  }
  const wanted = live?.spec.replicas ?? rollout.spec.replicas ?? 1;
  return (
    live !== undefined && wanted > 0 && (live.status?.readyReplicas ?? 0) === 0
  );
}

/** Undefined when the Service was not read; empty when it selects no hash. */
function activeServiceHash(
  rollout: RolloutObject,
  services: readonly ServiceObject[],
): string | undefined {
  const name = rollout.spec.strategy?.blueGreen?.activeService;
  const service = services.find(
    ({ metadata }) =>
      metadata.name === name &&
      metadata.namespace === rollout.metadata.namespace,
  );
  return (
    service && (service.spec.selector?.['rollouts-pod-template-hash'] ?? '')
  );
}

function conditionTime(
  rollout: RolloutObject,
  type: string,
): string | undefined {
  return findCondition(rollout, condition => condition.type === type)
    ?.lastTransitionTime;
}
