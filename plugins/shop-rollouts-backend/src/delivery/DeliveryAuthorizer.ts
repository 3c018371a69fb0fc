import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  ActionPermission,
  DeliveryAction,
  DeliveryEnvironment,
  deliveryReadPermission,
  permissionForAction,
  productionOperatePermission,
} from '@shop-portal/plugin-shop-rollouts-common';

const ACTIONS: DeliveryAction[] = [
  'promote',
  'promote-full',
  'abort',
  'retry',
  'sync',
  'refresh',
];

const PERMISSIONS = [
  deliveryReadPermission,
  productionOperatePermission,
  ...ACTIONS.map(permissionForAction),
];

export type ActionPermissions = Record<DeliveryAction, ActionPermission>;

/** What one person may do with one entity. */
export interface EntityGrants {
  read: boolean;
  inEnvironment(environment: DeliveryEnvironment): ActionPermissions;
}

/** Asks the permission framework, always with the person's own credentials. */
export class DeliveryAuthorizer {
  static create(options: {
    permissions: PermissionsService;
    operatorsHint?: string;
  }): DeliveryAuthorizer {
    return new DeliveryAuthorizer(options.permissions, options.operatorsHint);
  }

  private constructor(
    private readonly permissions: PermissionsService,
    private readonly operatorsHint: string | undefined,
  ) {}

  /** Those of the entities that the person may read, asked for at once. */
  async filterReadable(
    entityRefs: string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    const refs = [...new Set(entityRefs)];
    if (refs.length === 0) {
      return new Set();
    }
    const decisions = await this.permissions.authorize(
      refs.map(resourceRef => ({
        permission: deliveryReadPermission,
        resourceRef,
      })),
      { credentials },
    );
    return new Set(
      refs.filter(
        (_ref, index) => decisions[index].result === AuthorizeResult.ALLOW,
      ),
    );
  }

  /** Everything about several entities, asked for at once. */
  async getGrants(
    entities: Entity[],
    credentials: BackstageCredentials,
  ): Promise<EntityGrants[]> {
    if (entities.length === 0) {
      return [];
    }
    const requests = entities.flatMap(entity =>
      PERMISSIONS.map(permission => ({
        permission,
        resourceRef: stringifyEntityRef(entity),
      })),
    );
    const decisions = await this.permissions.authorize(requests, {
      credentials,
    });
    return entities.map((entity, index) => {
      const start = index * PERMISSIONS.length;
      const allowed = new Set(
        PERMISSIONS.filter(
          (_permission, offset) =>
            decisions[start + offset].result === AuthorizeResult.ALLOW,
        ).map(permission => permission.name),
      );
      return this.toGrants(entity, allowed);
    });
  }

  private toGrants(entity: Entity, allowed: Set<string>): EntityGrants {
    const owners = ownerNames(entity);
    const operators = this.operatorsHint ? [this.operatorsHint] : [];
    const decide = (
      action: DeliveryAction,
      { production }: DeliveryEnvironment,
    ): ActionPermission => {
      if (production && !allowed.has(productionOperatePermission.name)) {
        return { allowed: false, scope: 'production', who: operators };
      }
      return allowed.has(permissionForAction(action).name)
        ? { allowed: true }
        : { allowed: false, scope: 'owner', who: owners };
    };
    return {
      read: allowed.has(deliveryReadPermission.name),
      inEnvironment: environment => ({
        promote: decide('promote', environment),
        'promote-full': decide('promote-full', environment),
        abort: decide('abort', environment),
        retry: decide('retry', environment),
        sync: decide('sync', environment),
        refresh: decide('refresh', environment),
      }),
    };
  }
}

function ownerNames(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === RELATION_OWNED_BY)
    .map(relation => parseEntityRef(relation.targetRef).name);
}
