import { copyJson } from '../../kubernetes/copyJson';
import { removeCondition, setCondition } from './conditions';
import type { NewCondition } from './conditions';
import { calculatePhase } from './phase';
import { requeueAtDeadline } from './progress';
import type { RolloutContext } from './RolloutContext';
import { sum } from './replicaSets';
import type { Rollout, RolloutStatus } from './schema';
import { updateConditions } from './updateConditions';

/** A status with what all strategies count; the rest is to be filled in. */
export function baseStatus(
  context: RolloutContext,
  currentPodHash: string,
): RolloutStatus {
  const { rollout, replicaSets, newReplicaSet } = context;
  const status: RolloutStatus = {
    currentPodHash,
    stableRS: rollout.status.stableRS,
    replicas: sum(replicaSets, 'replicas'),
    updatedReplicas: newReplicaSet?.status.replicas ?? 0,
    readyReplicas: sum(replicaSets, 'readyReplicas'),
    availableReplicas: 0,
    HPAReplicas: 0,
    abort: false,
    promoteFull: rollout.status.promoteFull,
    controllerPause: false,
    conditions: rollout.status.conditions,
    restartedAt: rollout.status.restartedAt,
    blueGreen: {
      activeSelector: '',
      previewSelector: '',
    },
  };
  removeCondition(status, 'InvalidSpec');
  return status;
}

/** Completes the status and writes what changed. */
export function persistStatus(
  context: RolloutContext,
  status: RolloutStatus,
): void {
  const { rollout, pause, now } = context;
  status.observedGeneration = String(rollout.metadata.generation);
  pause.applyTo(status, now);
  updateConditions(context, status);
  writePhase(rollout, status);
  requeueAtDeadline(context, status);
  if (context.patchStatus(toStored(status))) {
    recordPause(context, status);
  }
}

/**
 * Writes conditions without looking at anything else, which the next
 * reconciliation does.
 */
export function persistConditions(
  context: RolloutContext,
  conditions: NewCondition[],
): boolean {
  const { rollout, now } = context;
  const status = copyJson(rollout.status);
  for (const condition of conditions) {
    setCondition(status, condition, now);
  }
  status.observedGeneration = String(rollout.metadata.generation);
  writePhase(rollout, status);
  return context.patchStatus(toStored(status));
}

/** As it is stored: fields that are empty are left out. */
export function toStored(status: RolloutStatus): Record<string, unknown> {
  return {
    ...omitEmpty(status),
    blueGreen: omitEmpty(status.blueGreen),
    canary: {},
  };
}

function writePhase(rollout: Rollout, status: RolloutStatus): void {
  const { phase, message } = calculatePhase(rollout.spec, status);
  status.phase = phase;
  status.message = message;
}

function recordPause(context: RolloutContext, status: RolloutStatus): void {
  const wasPaused = Boolean(context.rollout.status.pauseConditions?.length);
  const [pause] = status.pauseConditions ?? [];
  if (pause && !wasPaused) {
    context.record('RolloutPaused', `Rollout is paused (${pause.reason})`);
  } else if (!pause && wasPaused && !status.abortedAt) {
    context.record('RolloutResumed', 'Rollout is resumed');
  }
}

function omitEmpty(fields: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== undefined &&
        value !== null &&
        value !== '' &&
        value !== 0 &&
        value !== false &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );
}
