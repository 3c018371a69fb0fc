import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import {
  ActionRefusal,
  DeliveryAction,
  DeliveryEnvironment,
  describeRefusal,
  StaleSource,
} from '@shop-portal/plugin-shop-rollouts-common';
import { EntityGrants } from '../delivery/DeliveryAuthorizer';

/**
 * Refuses who may not do the action in this environment. Asked before
 * anything about the target, so that nobody learns here what exists.
 */
export function checkPermission(
  action: DeliveryAction,
  environment: DeliveryEnvironment,
  grants: EntityGrants,
): void {
  const permission = grants.inEnvironment(environment)[action];
  if (!permission.allowed) {
    const refusal: ActionRefusal = {
      code: 'no-permission',
      scope: permission.scope,
      who: permission.who,
      environment: environment.name,
    };
    throw new NotAllowedError(describeRefusal(refusal, action));
  }
}

/**
 * Refuses a target that does not name the entity, or an upstream that cannot
 * be driven now. It does not depend on the target's state: a state must never
 * open what these close.
 */
export function checkTargetAccess(
  action: DeliveryAction,
  target: {
    claimed: boolean;
    claim: string;
    readOnlyCluster?: string;
    stale?: StaleSource;
  },
): void {
  const { claimed, claim, readOnlyCluster, stale } = target;
  if (!claimed) {
    throw new NotAllowedError(
      describeRefusal({ code: 'no-claim', claim }, action),
    );
  }
  if (readOnlyCluster) {
    throw new NotAllowedError(
      describeRefusal(
        { code: 'read-only-cluster', cluster: readOnlyCluster },
        action,
      ),
    );
  }
  if (stale) {
    const { kind, name, since } = stale;
    throw new ServiceUnavailableError(
      describeRefusal({ code: 'stale', kind, source: name, since }, action),
    );
  }
}
