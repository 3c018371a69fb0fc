import { conditionOf, replaceCondition, setCondition } from './conditions';
import type { NewCondition } from './conditions';
import {
  isFullyPromoted,
  isHealthy,
  isTimedOut,
  madeProgress,
} from './progress';
import type { RolloutContext } from './RolloutContext';
import { findByHash, isSaturated } from './replicaSets';
import { REVISION } from './schema';
import type { RolloutStatus } from './schema';

/** Derives the conditions from the other, already final, fields. */
export function updateConditions(
  context: RolloutContext,
  status: RolloutStatus,
): void {
  const becameUnhealthy = updateHealthy(context, status);
  if (context.pause.isAborted) {
    updateAborted(context, status);
  } else {
    updateProgressing(context, status, becameUnhealthy);
  }
  updateAvailable(context, status);
  updateCompleted(context, status);
}

function updateHealthy(
  context: RolloutContext,
  status: RolloutStatus,
): boolean {
  const { rollout, now } = context;
  const isPaused =
    rollout.spec.paused || Boolean(status.pauseConditions?.length);
  const type = 'Healthy';
  const reason = 'RolloutHealthy';
  if (!isPaused && isHealthy(context, status)) {
    const message = 'Rollout is healthy';
    setCondition(status, { type, status: 'True', reason, message }, now);
    return false;
  }
  if (!conditionOf(rollout.status, type)) {
    return false;
  }
  const message = 'Rollout is not healthy';
  return setCondition(status, { type, status: 'False', reason, message }, now);
}

function updateAborted(context: RolloutContext, status: RolloutStatus): void {
  const { rollout, now } = context;
  const revision = rollout.metadata.annotations[REVISION] ?? '0';
  const message = `Rollout aborted update to revision ${revision}`;
  const reason = 'RolloutAborted';
  if (setCondition(status, progressing('False', reason, message), now)) {
    context.record(reason, message, 'Warning');
  }
}

function updateProgressing(
  context: RolloutContext,
  status: RolloutStatus,
  becameUnhealthy: boolean,
): void {
  const { rollout, now } = context;
  const replicaSet = `ReplicaSet "${context.newReplicaSet?.metadata.name}"`;
  if (isHealthy(context, status)) {
    const message = `${replicaSet} has successfully progressed.`;
    setCondition(
      status,
      progressing('True', 'NewReplicaSetAvailable', message),
      now,
    );
  } else if (madeProgress(rollout.status, status) || becameUnhealthy) {
    const condition =
      becameUnhealthy && isFullyPromoted(status)
        ? progressing(
            'True',
            'ReplicaSetNotAvailable',
            'Rollout does not have minimum availability',
          )
        : progressing(
            'True',
            'ReplicaSetUpdated',
            `${replicaSet} is progressing.`,
          );
    replaceCondition(status, condition, now);
  } else if (isTimedOut(context, status)) {
    const message = `${replicaSet} has timed out progressing.`;
    setCondition(
      status,
      progressing('False', 'ProgressDeadlineExceeded', message),
      now,
    );
  }
}

function updateAvailable(context: RolloutContext, status: RolloutStatus): void {
  const active = findByHash(
    context.replicaSets,
    status.blueGreen.activeSelector,
  );
  const isAvailable =
    active !== undefined && isSaturated(active, context.replicas);
  setCondition(
    status,
    {
      type: 'Available',
      status: isAvailable ? 'True' : 'False',
      reason: 'AvailableReason',
      message: isAvailable
        ? 'Rollout has minimum availability'
        : 'Rollout does not have minimum availability',
    },
    context.now,
  );
}

function updateCompleted(context: RolloutContext, status: RolloutStatus): void {
  const isCompleted = isFullyPromoted(status);
  const reason = 'RolloutCompleted';
  const changed = setCondition(
    status,
    {
      type: 'Completed',
      status: isCompleted ? 'True' : 'False',
      reason,
      message: reason,
    },
    context.now,
  );
  if (changed && !isCompleted) {
    const revision = context.rollout.metadata.annotations[REVISION] ?? '0';
    context.record(
      'RolloutNotCompleted',
      `Rollout not completed, started update to revision ${revision} (${status.currentPodHash})`,
    );
  }
}

function progressing(
  status: NewCondition['status'],
  reason: string,
  message: string,
): NewCondition {
  return { type: 'Progressing', status, reason, message };
}
