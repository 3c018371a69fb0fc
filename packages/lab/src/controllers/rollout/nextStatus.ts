import { toTimestamp } from '../framework/time';
import { sumOf } from '../workloads/schemas';
import { findByHash } from './BlueGreenUpdate';
import type { BlueGreenUpdate } from './BlueGreenUpdate';
import { nextConditions } from './nextConditions';
import type { RolloutStatus } from './schema';

/** The status after all that this reconciliation did. */
export function nextStatus(
  update: BlueGreenUpdate,
  decided: Pick<RolloutStatus, 'pauseConditions' | 'restartedAt'>,
): RolloutStatus {
  const { rollout, current, hash, active, isAborted, now } = update;
  const before = rollout.status;
  const replicaSets = [current, ...update.others];
  const live = findByHash(replicaSets, active);
  const counted = live ? [live] : replicaSets;
  const isCompleted =
    !update.stable || active === '' || (active === hash && !isAborted);
  const pauseConditions = isCompleted ? [] : decided.pauseConditions;
  const status = {
    ...before,
    observedGeneration: String(rollout.metadata.generation),
    currentPodHash: hash,
    stableRS: isCompleted ? hash : before.stableRS,
    selector: Object.entries((live ?? rollout).spec.selector.matchLabels)
      .map(([label, value]) => `${label}=${value}`)
      .sort()
      .join(','),
    replicas: sumOf(replicaSets, 'replicas'),
    updatedReplicas: current.status.replicas,
    readyReplicas: sumOf(counted, 'readyReplicas'),
    availableReplicas: sumOf(counted, 'availableReplicas'),
    HPAReplicas: sumOf(counted, 'replicas'),
    abort: isAborted,
    abortedAt: isAborted ? before.abortedAt ?? toTimestamp(now) : undefined,
    promoteFull: before.promoteFull && !isCompleted && !update.isNewTemplate,
    pauseConditions,
    controllerPause: pauseConditions.length > 0,
    restartedAt: decided.restartedAt,
    blueGreen: { activeSelector: active, previewSelector: update.preview },
  };
  return { ...status, conditions: nextConditions(update, status) };
}
