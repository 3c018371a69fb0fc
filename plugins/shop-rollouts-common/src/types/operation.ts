import { DeliveryAction } from './action';
import { DeliveryTarget } from './target';

/**
 * How far a requested action has come. `accepted`: stored by the upstream;
 * `nudged`: the controller lost it and was woken once; `taken`: the
 * controller acted; `done`: seen live, aborted, retried, synced.
 * @public
 */
export type OperationPhase =
  | 'accepted'
  | 'nudged'
  | 'stuck'
  | 'taken'
  | 'done'
  | 'diverted'
  | 'failed'
  | 'refused';

/**
 * One requested action, with its outcome. Kept in the database.
 * @public
 */
export interface Operation {
  id: string;
  entityRef: string;
  environment: string;
  target: DeliveryTarget;
  action: DeliveryAction;
  phase: OperationPhase;
  /** Full ref of the person. */
  requestedBy: string;
  requestedAt: string;
  reason?: string;
  /** What was live and what was asked for, as seen by the person. */
  from?: { hash: string; tag: string };
  to?: { hash: string; tag: string };
  /** One entry for every phase reached, in order. */
  steps: Array<{ phase: OperationPhase; at: string; note?: string }>;
  /** A sentence for people; set on `failed`, `refused`, `diverted`. */
  message?: string;
}
