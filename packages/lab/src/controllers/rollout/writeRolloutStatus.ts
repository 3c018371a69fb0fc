import type { Reconciliation } from '../framework/Reconciliation';
import { ROLLOUTS } from '../framework/resources';
import { deadlineOf } from './nextConditions';
import { phaseOf } from './phaseOf';
import type { Rollout, RolloutStatus } from './schema';

/** Completes and stores the status with its phase. */
export function writeRolloutStatus(
  reconciliation: Reconciliation,
  rollout: Rollout,
  status: RolloutStatus,
): void {
  const withPhase = { ...status, ...phaseOf(rollout, status) };
  storeRolloutStatus(reconciliation, rollout, withPhase);
}

/** Stores the status, and looks again when time will be up. */
export function storeRolloutStatus(
  reconciliation: Reconciliation,
  rollout: Rollout,
  status: RolloutStatus,
): void {
  const hasReplicaSet = status.currentPodHash !== '';
  const { activeSelector, previewSelector } = status.blueGreen;
  reconciliation.writeStatus(ROLLOUTS, rollout, {
    ...status,
    blueGreen: hasReplicaSet && {
      activeSelector: activeSelector || undefined,
      previewSelector: previewSelector || undefined,
    },
    canary: hasReplicaSet && {},
  });
  // A second more: timestamps have none of their milliseconds.
  reconciliation.lookAgainAt(deadlineOf(rollout, status) + 1_000);
}
