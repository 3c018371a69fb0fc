import { toTimestamp } from '../framework/time';
import type { PauseCondition, RolloutStatus } from './schema';

export const BLUE_GREEN_PAUSE = 'BlueGreenPause';

/** Collects what a reconciliation decides about pausing and aborting. */
export class PauseChanges {
  private addsPause = false;
  private removesPause = false;
  private clearsPause = false;
  private removesAbort = false;

  constructor(private readonly status: RolloutStatus) {}

  get condition(): PauseCondition | undefined {
    return this.status.pauseConditions?.find(
      ({ reason }) => reason === BLUE_GREEN_PAUSE,
    );
  }

  get isAborted(): boolean {
    return !this.removesAbort && this.status.abort;
  }

  get startsNow(): boolean {
    return this.addsPause;
  }

  add(): void {
    this.addsPause = true;
  }

  remove(): void {
    this.removesPause = true;
  }

  clear(): void {
    this.clearsPause = true;
  }

  removeAbort(): void {
    this.removesAbort = true;
  }

  applyTo(newStatus: RolloutStatus, now: number): void {
    newStatus.abort = this.isAborted;
    newStatus.abortedAt = this.isAborted
      ? this.status.abortedAt ?? toTimestamp(now)
      : undefined;
    if (this.isAborted || this.clearsPause) {
      return;
    }
    const conditions = (this.status.pauseConditions ?? []).filter(
      ({ reason }) => !(this.removesPause && reason === BLUE_GREEN_PAUSE),
    );
    if (this.addsPause && !this.condition) {
      conditions.push({
        reason: BLUE_GREEN_PAUSE,
        startTime: toTimestamp(now),
      });
    }
    if (conditions.length > 0) {
      newStatus.pauseConditions = conditions;
      newStatus.controllerPause = this.addsPause || this.status.controllerPause;
    }
  }
}
