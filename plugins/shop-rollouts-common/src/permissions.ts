import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import {
  createPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { DeliveryAction } from './types';

type EntityPermission = ResourcePermission<typeof RESOURCE_TYPE_CATALOG_ENTITY>;

function createUpdatePermission(name: string): EntityPermission {
  return createPermission({
    name,
    attributes: { action: 'update' },
    resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
  });
}

/**
 * See what runs, what waits and what people did with one entity.
 * @public
 */
export const deliveryReadPermission: EntityPermission = createPermission({
  name: 'shop-rollouts.delivery.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** @public */
export const rolloutPromotePermission = createUpdatePermission(
  'shop-rollouts.rollout.promote',
);

/** @public */
export const rolloutPromoteFullPermission = createUpdatePermission(
  'shop-rollouts.rollout.promote-full',
);

/** @public */
export const rolloutAbortPermission = createUpdatePermission(
  'shop-rollouts.rollout.abort',
);

/** @public */
export const rolloutRetryPermission = createUpdatePermission(
  'shop-rollouts.rollout.retry',
);

/** @public */
export const applicationSyncPermission = createUpdatePermission(
  'shop-rollouts.application.sync',
);

/** @public */
export const applicationRefreshPermission = createUpdatePermission(
  'shop-rollouts.application.refresh',
);

/**
 * Needed on top of the action's own permission where the environment is
 * production.
 * @public
 */
export const productionOperatePermission = createUpdatePermission(
  'shop-rollouts.production.operate',
);

/** @public */
export const shopRolloutsPermissions = [
  deliveryReadPermission,
  rolloutPromotePermission,
  rolloutPromoteFullPermission,
  rolloutAbortPermission,
  rolloutRetryPermission,
  applicationSyncPermission,
  applicationRefreshPermission,
  productionOperatePermission,
];

const permissionByAction: Record<DeliveryAction, EntityPermission> = {
  promote: rolloutPromotePermission,
  'promote-full': rolloutPromoteFullPermission,
  abort: rolloutAbortPermission,
  retry: rolloutRetryPermission,
  sync: applicationSyncPermission,
  refresh: applicationRefreshPermission,
};

/**
 * The permission that an action needs in every environment.
 * @public
 */
export function permissionForAction(action: DeliveryAction): EntityPermission {
  return permissionByAction[action];
}
