import { StaleSource } from './target';

/**
 * Why the controller holds a Rollout (`status.pauseConditions[]`).
 * @public
 */
export interface PauseCondition {
  reason: string;
  startTime: string;
}

/**
 * What the caller looked at. It is sent back with every action; the server
 * acts only while it is still true.
 * @public
 */
export interface SeenState {
  uid: string;
  generation: number;
  /** `status.currentPodHash`. */
  podHash: string;
  /** `status.stableRS`. */
  stableHash: string;
  /** `status.pauseConditions`, verbatim and in order; empty when absent. */
  pauseConditions: PauseCondition[];
  /** `status.currentStepIndex`; canary only. */
  stepIndex?: number;
}

/**
 * Everything a person can do with a Rollout from the portal.
 * @public
 */
export type RolloutAction = 'promote' | 'promote-full' | 'abort' | 'retry';

/**
 * Everything a person can do with an Argo CD Application from the portal.
 * @public
 */
export type ApplicationAction = 'sync' | 'refresh';

/** @public */
export type DeliveryAction = RolloutAction | ApplicationAction;

/**
 * Why an action is not offered. Texts for people come from `describeRefusal`.
 * @public
 */
export type ActionRefusal =
  | { code: 'wrong-state'; detail: string }
  | {
      code: 'no-claim';
      /** The annotation that the target lacks: `key: kind:namespace/name`. */
      claim: string;
    }
  | {
      code: 'stale';
      kind: StaleSource['kind'];
      source: string;
      since?: string;
    }
  | { code: 'read-only-cluster'; cluster: string }
  | {
      code: 'no-permission';
      scope: 'production' | 'owner';
      /** Name of the environment. */
      environment: string;
      /** Whom to ask: operators, or the teams that own the entity. */
      who: string[];
    };

/**
 * Whether one action is possible for this person at this moment.
 * @public
 */
export interface ActionOffer<TAction extends DeliveryAction = DeliveryAction> {
  action: TAction;
  possible: boolean;
  /** Set when `possible` is false. */
  refusal?: ActionRefusal;
}
