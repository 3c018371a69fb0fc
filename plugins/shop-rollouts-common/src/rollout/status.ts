import { RolloutCondition, RolloutObject } from '../kubernetes';

/** Small questions that several parts of the rollout logic ask alike. */

/**
 * True when the controller has seen the newest spec, and the newest workload
 * where the template lives in another object.
 * @public
 */
export function isObserved(rollout: RolloutObject): boolean {
  return isGenerationObserved(rollout) && isWorkloadObserved(rollout);
}

export function isGenerationObserved(rollout: RolloutObject): boolean {
  const observed = Number(rollout.status?.observedGeneration);
  const generation = rollout.metadata.generation ?? 0;
  // Releases before 1.0 wrote a hash here, and a lab restored from a backup
  // may be behind what was observed: upstream trusts the status in both cases.
  return (
    rollout.status?.observedGeneration !== undefined &&
    (Number.isNaN(observed) || observed >= generation)
  );
}

export function isWorkloadObserved(rollout: RolloutObject): boolean {
  if (!rollout.spec.workloadRef) {
    return true;
  }
  const wanted =
    rollout.metadata.annotations?.['rollout.argoproj.io/workload-generation'];
  return (
    wanted === undefined ||
    wanted === rollout.status?.workloadObservedGeneration
  );
}

/** True when a person or timer resumed and the controller has not acted. */
export function isUnpausing(rollout: RolloutObject): boolean {
  return (
    rollout.status?.controllerPause === true &&
    pauseConditions(rollout).length === 0
  );
}

export function isFullyPromoted(rollout: RolloutObject): boolean {
  const { stableRS, currentPodHash } = rollout.status ?? {};
  return Boolean(stableRS) && stableRS === currentPodHash;
}

export function pauseConditions(rollout: RolloutObject) {
  return rollout.status?.pauseConditions ?? [];
}

export function findCondition(
  rollout: RolloutObject,
  matches: (condition: RolloutCondition) => boolean,
): RolloutCondition | undefined {
  return rollout.status?.conditions?.find(matches);
}

export function isInvalidSpec(rollout: RolloutObject): boolean {
  return Boolean(findCondition(rollout, ({ type }) => type === 'InvalidSpec'));
}

export function isDeadlineExceeded(rollout: RolloutObject): boolean {
  return Boolean(
    findCondition(
      rollout,
      ({ reason }) => reason === 'ProgressDeadlineExceeded',
    ),
  );
}

/** True once the controller itself has acted on an abort. */
export function isAbortTaken(rollout: RolloutObject): boolean {
  const { abort, abortedAt } = rollout.status ?? {};
  return (
    abort === true && (abortedAt !== undefined || hasAbortedCondition(rollout))
  );
}

export function hasAbortedCondition(rollout: RolloutObject): boolean {
  return Boolean(
    findCondition(rollout, ({ reason }) => reason === 'RolloutAborted'),
  );
}

export function isInconclusive(rollout: RolloutObject): boolean {
  return pauseConditions(rollout).some(({ reason }) =>
    reason.startsWith('Inconclusive'),
  );
}

/** @public */
export type RolloutStrategy = 'blue-green' | 'canary' | 'unknown';

/** @public */
export function rolloutStrategy(rollout: RolloutObject): RolloutStrategy {
  const { blueGreen, canary } = rollout.spec.strategy ?? {};
  if (blueGreen) {
    return 'blue-green';
  }
  return canary ? 'canary' : 'unknown';
}

/**
 * The hash that gets live traffic: what the active Service selects, or the
 * stable one where the strategy has no active Service.
 */
export function liveHash(rollout: RolloutObject): string {
  return rolloutStrategy(rollout) === 'blue-green'
    ? rollout.status?.blueGreen?.activeSelector ?? ''
    : rollout.status?.stableRS ?? '';
}

/** True while nothing has ever been live. */
export function isFirstRelease(rollout: RolloutObject): boolean {
  const { stableRS = '', currentPodHash = '' } = rollout.status ?? {};
  const updating = stableRS !== '' && stableRS !== currentPodHash;
  if (updating || liveHash(rollout) !== '') {
    return false;
  }
  const revision =
    rollout.metadata.annotations?.['rollout.argoproj.io/revision'];
  return revision === undefined || revision === '1';
}
