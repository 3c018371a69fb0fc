import {
  DeliveryTarget,
  Operation,
  OperationPhase,
  RolloutObject,
  SeenState,
} from '@shop-portal/plugin-shop-rollouts-common';

/** An attempt as it starts: before it is known whether it does anything. */
export type OperationDraft = Omit<
  Operation,
  'id' | 'phase' | 'steps' | 'message'
>;

/** What is remembered beside what people see. */
export interface StoredOperation extends Operation {
  /** The state that the person looked at; Rollouts only. */
  seen?: SeenState;
  /** The Rollout just before the action was sent. */
  before?: RolloutObject;
  /** False while it is not known whether the upstream got it. */
  answered: boolean;
}

export interface RolloutContext {
  seen: SeenState;
  before: RolloutObject;
}

export interface OperationStep {
  phase: OperationPhase;
  note?: string;
  /** A sentence for people; set on `failed`, `refused`, `diverted`. */
  message?: string;
}

export interface OperationQuery {
  entityRefs?: string[];
  targets?: DeliveryTarget[];
  requestedAfter?: Date;
  /** Leaves out what was refused: any number of it may be newer. */
  withoutRefused?: boolean;
  limit: number;
}

export interface AbandonedQuery {
  requestedAfter: Date;
  keptBefore: Date;
}

/** The durable record of who asked for what, with its outcome. */
export interface OperationStore {
  /**
   * Writes an attempt down before anything is sent, so that a crash cannot
   * hide it. It is listed once its first phase is recorded.
   */
  begin(
    draft: OperationDraft,
    context?: RolloutContext,
  ): Promise<StoredOperation>;
  /** Writes down an attempt that was refused before anything was sent. */
  refuse(draft: OperationDraft, message: string): Promise<StoredOperation>;
  /**
   * Records that a phase was reached. A phase is recorded once; a second
   * follower of the same operation changes nothing.
   */
  record(id: string, step: OperationStep): Promise<StoredOperation>;
  /**
   * Records that the upstream has accepted it. Whether a request arrived may
   * have been concluded from what the Rollout has become, and more than one
   * can conclude that: of promotions that start from the same pause, one is
   * accepted.
   *
   * @returns undefined when another one was
   */
  accept(operation: StoredOperation): Promise<StoredOperation | undefined>;
  /** True for exactly one caller: that one wakes the controller. */
  claimNudge(id: string): Promise<boolean>;
  get(id: string): Promise<StoredOperation | undefined>;
  /** Newest first. */
  list(query: OperationQuery): Promise<StoredOperation[]>;
  /** Says that this process takes care of these operations. */
  keep(ids: string[]): Promise<void>;
  /** Says that nobody takes care of them any more. */
  leave(ids: string[]): Promise<void>;
  /**
   * Takes unfinished operations, also those whose answer was lost, of which
   * nobody takes care; each is given to exactly one caller. Oldest first.
   */
  takeAbandoned(query: AbandonedQuery): Promise<StoredOperation[]>;
  /** Replaces the sentence for people. */
  explain(id: string, message: string): Promise<void>;
  /** Operations that started from the same state of the same target. */
  listRivals(
    target: DeliveryTarget,
    seen: SeenState,
  ): Promise<{ pending: StoredOperation[]; accepted: StoredOperation[] }>;
}
