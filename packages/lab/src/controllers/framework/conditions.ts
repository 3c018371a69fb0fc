import { z } from 'zod';
import { toTimestamp } from './time';

const conditionSchema = z.object({
  type: z.string(),
  status: z.enum(['True', 'False', 'Unknown']),
  reason: z.string(),
  message: z.string(),
  lastUpdateTime: z.string(),
  lastTransitionTime: z.string(),
});

export const conditionsSchema = z.array(conditionSchema).default([]);

export type Condition = z.infer<typeof conditionSchema>;

export type NewCondition = Omit<
  Condition,
  'lastUpdateTime' | 'lastTransitionTime'
>;

/** undefined for a condition of which nobody knows whether it is true. */
export function newCondition(
  type: string,
  isTrue: boolean | undefined,
  reason: string,
  message: string,
): NewCondition {
  const known = isTrue ? 'True' : 'False';
  const status = isTrue === undefined ? 'Unknown' : known;
  return { type, status, reason, message };
}

export function conditionOf(
  status: { conditions: Condition[] },
  type: string,
): Condition | undefined {
  return status.conditions.find(condition => condition.type === type);
}

/**
 * Adds or replaces conditions; the same list when it says all of it already.
 * `lastTransitionTime` moves only with the status; `lastUpdateTime` also when
 * a condition with the renewed reason says the same again.
 */
export function withConditions(
  conditions: Condition[],
  changes: NewCondition[],
  now: number,
  renewedReason?: string,
): Condition[] {
  return changes.reduce((list, change) => {
    const current = conditionOf({ conditions: list }, change.type);
    const isSame =
      current?.status === change.status &&
      current.reason === change.reason &&
      current.message === change.message;
    if (isSame && change.reason !== renewedReason) {
      return list;
    }
    const lastUpdateTime = toTimestamp(now);
    const lastTransitionTime =
      current?.status === change.status
        ? current.lastTransitionTime
        : lastUpdateTime;
    return [
      ...list.filter(condition => condition !== current),
      { ...change, lastUpdateTime, lastTransitionTime },
    ];
  }, conditions);
}
