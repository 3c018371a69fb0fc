import { RolloutObject } from '../kubernetes';
import { RolloutView } from '../types';
import {
  findCondition,
  isFullyPromoted,
  isGenerationObserved,
  isUnpausing,
  isWorkloadObserved,
  pauseConditions,
  rolloutStrategy,
} from './status';

/** @public */
export interface RolloutPhase {
  phase: RolloutView['phase'];
  message: string;
}

const KNOWN_PHASES: ReadonlyArray<RolloutView['phase']> = [
  'Healthy',
  'Progressing',
  'Paused',
  'Degraded',
];

/**
 * The phase as upstream's own client computes it: the status is trusted only
 * once the controller has seen the newest spec.
 * @public
 */
export function rolloutPhase(rollout: RolloutObject): RolloutPhase {
  const { status } = rollout;
  if (!status) {
    return { phase: 'Unknown', message: '' };
  }
  if (
    status.observedGeneration !== undefined &&
    !isGenerationObserved(rollout)
  ) {
    return progressing('waiting for rollout spec update to be observed');
  }
  if (isUnpausing(rollout)) {
    return progressing('waiting for rollout to unpause');
  }
  if (!isWorkloadObserved(rollout)) {
    return progressing('waiting for workload update to be observed');
  }
  if (status.phase) {
    const phase = KNOWN_PHASES.find(known => known === status.phase);
    return { phase: phase ?? 'Unknown', message: status.message ?? '' };
  }
  return calculatePhase(rollout);
}

/** For controllers before 1.0, which wrote no `status.phase`. */
function calculatePhase(rollout: RolloutObject): RolloutPhase {
  const { spec, status } = rollout;
  const broken =
    findCondition(rollout, ({ type }) => type === 'InvalidSpec') ??
    findCondition(
      rollout,
      ({ reason }) =>
        reason === 'RolloutAborted' || reason === 'ProgressDeadlineExceeded',
    );
  if (broken) {
    const message = [broken.reason, broken.message].filter(Boolean).join(': ');
    return { phase: 'Degraded', message };
  }
  if (spec.paused) {
    return { phase: 'Paused', message: 'manually paused' };
  }
  const [pause] = pauseConditions(rollout);
  if (pause) {
    return { phase: 'Paused', message: pause.reason };
  }
  if (spec.restartAt !== status?.restartedAt) {
    return progressing('rollout is restarting');
  }
  const updated = status?.updatedReplicas ?? 0;
  if (updated < (spec.replicas ?? 1)) {
    return progressing('more replicas need to be updated');
  }
  if ((status?.availableReplicas ?? 0) < updated) {
    return progressing('updated replicas are still becoming available');
  }
  return calculateStrategyPhase(rollout, updated);
}

function calculateStrategyPhase(
  rollout: RolloutObject,
  updated: number,
): RolloutPhase {
  const { spec, status } = rollout;
  if (rolloutStrategy(rollout) === 'blue-green') {
    const active = status?.blueGreen?.activeSelector;
    if (!active || active !== status?.currentPodHash) {
      return progressing('active service cutover pending');
    }
    if (!isFullyPromoted(rollout)) {
      return progressing(
        spec.strategy?.blueGreen?.postPromotionAnalysis
          ? 'waiting for analysis to complete'
          : 'waiting for post-promotion verification to complete',
      );
    }
  } else {
    if ((status?.replicas ?? 0) > updated) {
      return progressing('old replicas are pending termination');
    }
    if (!isFullyPromoted(rollout)) {
      return progressing('waiting for all steps to complete');
    }
  }
  return { phase: 'Healthy', message: '' };
}

function progressing(message: string): RolloutPhase {
  return { phase: 'Progressing', message };
}
