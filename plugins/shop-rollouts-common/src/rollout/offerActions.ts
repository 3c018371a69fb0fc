import { RolloutObject } from '../kubernetes';
import {
  ActionOffer,
  ActionRefusal,
  DeliveryAction,
  DeliveryEnvironment,
  RolloutAction,
  StaleSource,
} from '../types';
import { refuseByState } from './actionRules';

/**
 * Whether the person may do an action in this environment, as the permission
 * framework decided.
 * @public
 */
export type ActionPermission =
  | { allowed: true }
  | { allowed: false; scope: 'production' | 'owner'; who: string[] };

/**
 * What decides about an action beside the state of its target.
 * @public
 */
export interface OffersContext {
  environment: DeliveryEnvironment;
  /** The target names the entity. */
  claimed: boolean;
  /** The annotation that it has to carry: `key: kind:namespace/name`. */
  claim: string;
  /** The upstream does not answer. */
  stale?: StaleSource;
  /** Name of the cluster, when the portal may only read it. */
  readOnlyCluster?: string;
  /** An action that is missing here is not permitted. */
  permissions: Partial<Record<DeliveryAction, ActionPermission>>;
}

/** @public */
export const ROLLOUT_ACTIONS: readonly RolloutAction[] = [
  'promote',
  'promote-full',
  'abort',
  'retry',
];

/**
 * Which actions are possible on a Rollout for this person, and for each other
 * one the first reason why not.
 * @public
 */
export function offerActions(
  rollout: RolloutObject,
  context: OffersContext,
): ActionOffer<RolloutAction>[] {
  return ROLLOUT_ACTIONS.map(action =>
    offerAction(action, context, refuseByState(action, rollout)),
  );
}

/**
 * One offer. The state comes first: what nobody could do now is said to
 * everybody alike.
 */
export function offerAction<TAction extends DeliveryAction>(
  action: TAction,
  context: OffersContext,
  wrongState: string | undefined,
): ActionOffer<TAction> {
  const refusal: ActionRefusal | undefined =
    wrongState !== undefined
      ? { code: 'wrong-state', detail: wrongState }
      : refuseByContext(action, context);
  return refusal
    ? { action, possible: false, refusal }
    : { action, possible: true };
}

function refuseByContext(
  action: DeliveryAction,
  context: OffersContext,
): ActionRefusal | undefined {
  if (!context.claimed) {
    return { code: 'no-claim', claim: context.claim };
  }
  return (
    refuseByPermission(action, context) ??
    (context.readOnlyCluster
      ? { code: 'read-only-cluster', cluster: context.readOnlyCluster }
      : refuseByStaleness(context.stale))
  );
}

function refuseByPermission(
  action: DeliveryAction,
  { environment, permissions }: OffersContext,
): ActionRefusal | undefined {
  const permission = permissions[action];
  if (permission?.allowed) {
    return undefined;
  }
  return {
    code: 'no-permission',
    scope:
      permission?.scope ?? (environment.production ? 'production' : 'owner'),
    environment: environment.name,
    who: permission?.who ?? [],
  };
}

function refuseByStaleness(
  stale: StaleSource | undefined,
): ActionRefusal | undefined {
  return (
    stale && {
      code: 'stale',
      kind: stale.kind,
      source: stale.name,
      ...(stale.since && { since: stale.since }),
    }
  );
}
