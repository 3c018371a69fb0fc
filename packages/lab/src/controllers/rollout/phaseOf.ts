import type { Rollout, RolloutStatus } from './schema';

const FAILURES = ['InvalidSpec', 'RolloutAborted', 'ProgressDeadlineExceeded'];

/** What `status.phase` and `status.message` say; the first match wins. */
export function phaseOf(
  { spec }: Rollout,
  status: RolloutStatus,
): { phase: string; message?: string } {
  const failure = status.conditions.find(({ reason }) =>
    FAILURES.includes(reason),
  );
  if (failure) {
    const { reason, message } = failure;
    return { phase: 'Degraded', message: `${reason}: ${message}` };
  }
  if (spec.paused) {
    return { phase: 'Paused', message: 'manually paused' };
  }
  const [pause] = status.pauseConditions;
  if (pause) {
    return { phase: 'Paused', message: pause.reason };
  }
  const message = whatIsPending(spec, status);
  return { phase: message ? 'Progressing' : 'Healthy', message };
}

function whatIsPending(
  spec: Rollout['spec'],
  status: RolloutStatus,
): string | undefined {
  if (spec.restartAt && spec.restartAt !== status.restartedAt) {
    return 'rollout is restarting';
  }
  if (status.updatedReplicas < spec.replicas) {
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
