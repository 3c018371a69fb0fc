import { toTimestamp } from '../framework/time';
import type { RolloutCondition, RolloutStatus } from './schema';

export type NewCondition = Pick<
  RolloutCondition,
  'type' | 'status' | 'reason' | 'message'
>;

export function conditionOf(
  status: RolloutStatus,
  type: string,
): RolloutCondition | undefined {
  return status.conditions.find(condition => condition.type === type);
}

export function removeCondition(status: RolloutStatus, type: string): void {
  status.conditions = status.conditions.filter(
    condition => condition.type !== type,
  );
}

/**
 * Sets the condition unless one of the same status and reason is there.
 * `lastTransitionTime` moves only with the status.
 */
export function setCondition(
  status: RolloutStatus,
  condition: NewCondition,
  now: number,
): boolean {
  const current = conditionOf(status, condition.type);
  if (
    current?.status === condition.status &&
    current.reason === condition.reason
  ) {
    return false;
  }
  replaceCondition(status, condition, now);
  return true;
}

/** Sets the condition even if only `lastUpdateTime` changes. */
export function replaceCondition(
  status: RolloutStatus,
  condition: NewCondition,
  now: number,
): void {
  const current = conditionOf(status, condition.type);
  const timestamp = toTimestamp(now);
  removeCondition(status, condition.type);
  status.conditions.push({
    ...condition,
    lastUpdateTime: timestamp,
    lastTransitionTime:
      current?.status === condition.status
        ? current.lastTransitionTime
        : timestamp,
  });
}
