import type { Rollout, RolloutStatus } from './schema';

const DEGRADED_REASONS = ['RolloutAborted', 'ProgressDeadlineExceeded'];

/** What `status.phase` and `status.message` say; the first match wins. */
export function calculatePhase(
  spec: Rollout['spec'],
  status: RolloutStatus,
): { phase: string; message?: string } {
  for (const { type, reason, message } of status.conditions) {
    if (type === 'InvalidSpec') {
      return { phase: 'Degraded', message: `InvalidSpec: ${message}` };
    }
    if (DEGRADED_REASONS.includes(reason)) {
      return { phase: 'Degraded', message: `${reason}: ${message}` };
    }
  }
  if (spec.paused) {
    return { phase: 'Paused', message: 'manually paused' };
  }
  const [pause] = status.pauseConditions ?? [];
  if (pause) {
    return { phase: 'Paused', message: pause.reason };
  }
  const message = whatIsPending(spec, status);
  return message ? { phase: 'Progressing', message } : { phase: 'Healthy' };
}

function whatIsPending(
  spec: Rollout['spec'],
  status: RolloutStatus,
): string | undefined {
  if (spec.restartAt && spec.restartAt !== status.restartedAt) {
    return 'rollout is restarting';
  }
  if (status.updatedReplicas < (spec.replicas ?? 1)) {
    return 'more replicas need to be updated';
  }
  if (status.availableReplicas < status.updatedReplicas) {
    return 'updated replicas are still becoming available';
  }
  const { activeSelector } = status.blueGreen;
  if (activeSelector === '' || activeSelector !== status.currentPodHash) {
    return 'active service cutover pending';
  }
  if (status.stableRS !== status.currentPodHash) {
    return 'waiting for post-promotion verification to complete';
  }
  return undefined;
}
