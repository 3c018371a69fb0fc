import { fromTimestamp } from '../framework/time';
import { conditionOf } from './conditions';
import type { RolloutContext } from './RolloutContext';
import { scaleDownDeadlineOf } from './replicaSets';
import type { RolloutStatus } from './schema';

export function isFullyPromoted(status: RolloutStatus): boolean {
  return status.stableRS !== '' && status.stableRS === status.currentPodHash;
}

export function isHealthy(
  context: RolloutContext,
  status: RolloutStatus,
): boolean {
  const { rollout, replicas, spec } = context;
  const { activeSelector, previewSelector } = status.blueGreen;
  return (
    status.updatedReplicas === replicas &&
    status.availableReplicas === replicas &&
    rollout.status.observedGeneration === String(rollout.metadata.generation) &&
    activeSelector === status.currentPodHash &&
    (!spec.blueGreen.previewService ||
      previewSelector === status.currentPodHash)
  );
}

export function madeProgress(
  before: RolloutStatus,
  after: RolloutStatus,
): boolean {
  const oldReplicas = ({ replicas, updatedReplicas }: RolloutStatus) =>
    replicas - updatedReplicas;
  return (
    after.updatedReplicas !== before.updatedReplicas ||
    oldReplicas(after) < oldReplicas(before) ||
    after.readyReplicas > before.readyReplicas ||
    after.availableReplicas > before.availableReplicas ||
    after.blueGreen.activeSelector !== before.blueGreen.activeSelector ||
    after.blueGreen.previewSelector !== before.blueGreen.previewSelector
  );
}

/** Whether the progress deadline passed while it counts. */
export function isTimedOut(
  context: RolloutContext,
  status: RolloutStatus,
): boolean {
  const progressing = conditionOf(status, 'Progressing');
  if (
    !progressing ||
    isPausedCondition(context.rollout.status) ||
    isWaitingForScaleDown(context) ||
    ['RolloutAborted', 'RolloutPaused'].includes(progressing.reason)
  ) {
    return false;
  }
  return (
    progressing.reason === 'ProgressDeadlineExceeded' ||
    deadline(context, progressing.lastUpdateTime) < context.now
  );
}

/** Looks again when the progress deadline will have passed. */
export function requeueAtDeadline(
  context: RolloutContext,
  status: RolloutStatus,
): void {
  const progressing = conditionOf(status, 'Progressing');
  const isWaiting =
    progressing &&
    progressing.reason !== 'ProgressDeadlineExceeded' &&
    !status.abort &&
    !context.rollout.spec.paused &&
    !status.pauseConditions?.length &&
    !isHealthy(context, status);
  if (isWaiting) {
    const left = deadline(context, progressing.lastUpdateTime) - context.now;
    // A second more: timestamps have none of their milliseconds.
    context.requeueAfter(Math.max(left, 0) + 1_000);
  }
}

function deadline(context: RolloutContext, lastUpdateTime: string): number {
  const { progressDeadlineSeconds } = context.rollout.spec;
  return fromTimestamp(lastUpdateTime) + progressDeadlineSeconds * 1_000;
}

function isPausedCondition(status: RolloutStatus): boolean {
  return conditionOf(status, 'Paused')?.status === 'True';
}

function isWaitingForScaleDown(context: RolloutContext): boolean {
  return context.otherReplicaSets.some(
    replicaSet => scaleDownDeadlineOf(replicaSet) !== undefined,
  );
}
