import { createHash } from 'crypto';
import {
  operationSchema,
  parseRollout,
  SeenState,
  seenStateSchema,
} from '@shop-portal/plugin-shop-rollouts-common';
import { z } from 'zod';
import {
  OperationDraft,
  RolloutContext,
  StoredOperation,
} from './OperationStore';
import { targetKey } from './targetKey';

/** Sent to the upstream, or about to be; its answer is not known yet. */
export const SENT = 'sent';

export interface OperationRow {
  id: string;
  entity_ref: string;
  environment: string;
  target_key: string;
  target: string;
  action: string;
  phase: string;
  requested_by: string;
  /** Postgres gives a bigint as text. */
  requested_at: number | string;
  reason?: string | null;
  seen_key?: string | null;
  details: string;
  message?: string | null;
  nudged_at?: number | string | null;
  kept_at: number | string;
}

export interface StepRow {
  operation_id: string;
  phase: string;
  at: number | string;
  note?: string | null;
}

export interface AcceptedPromotionRow {
  seen_key: string;
  operation_id: string;
}

const detailsSchema = z.object({
  from: operationSchema.shape.from,
  to: operationSchema.shape.to,
  seen: seenStateSchema.optional(),
  before: z.unknown().optional(),
});

/** Equal for people who looked at the same state, whatever the key order. */
export function seenKey(seen: SeenState): string {
  const parts = [
    seen.uid,
    seen.generation,
    seen.podHash,
    seen.stableHash,
    seen.pauseConditions.map(({ reason, startTime }) => [reason, startTime]),
    seen.stepIndex ?? null,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

export function toRow(
  id: string,
  phase: string,
  draft: OperationDraft,
  context?: RolloutContext,
): OperationRow {
  return {
    id,
    phase,
    entity_ref: draft.entityRef,
    environment: draft.environment,
    target_key: targetKey(draft.target),
    target: JSON.stringify(draft.target),
    action: draft.action,
    requested_by: draft.requestedBy,
    requested_at: Date.parse(draft.requestedAt),
    reason: draft.reason,
    seen_key: context && seenKey(context.seen),
    details: JSON.stringify({ from: draft.from, to: draft.to, ...context }),
    kept_at: Date.now(),
  };
}

export function toOperation(
  row: OperationRow,
  steps: StepRow[],
): StoredOperation {
  const details = detailsSchema.parse(JSON.parse(row.details));
  return {
    id: row.id,
    entityRef: row.entity_ref,
    environment: row.environment,
    target: operationSchema.shape.target.parse(JSON.parse(row.target)),
    action: operationSchema.shape.action.parse(row.action),
    phase:
      row.phase === SENT
        ? 'accepted'
        : operationSchema.shape.phase.parse(row.phase),
    requestedBy: row.requested_by,
    requestedAt: toIso(row.requested_at),
    reason: row.reason ?? undefined,
    from: details.from,
    to: details.to,
    seen: details.seen,
    before: parseRollout(details.before),
    answered: row.phase !== SENT,
    steps: steps.map(step => ({
      phase: operationSchema.shape.phase.parse(step.phase),
      at: toIso(step.at),
      note: step.note ?? undefined,
    })),
    message: row.message ?? undefined,
  };
}

function toIso(millis: number | string): string {
  return new Date(Number(millis)).toISOString();
}
