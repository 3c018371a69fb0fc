import {
  BackstageCredentials,
  BackstageUserInfo,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import { RESOURCE_TYPE_SCAFFOLDER_TASK } from '@backstage/plugin-scaffolder-common/alpha';
import { PolicyGroups, readPolicyGroups } from './policyGroups';
import { Audience, PolicyRow, policyTable } from './policyTable';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * Decides by the policy table and the groups of the person.
 * @public
 */
export class ShopPermissionPolicy implements PermissionPolicy {
  /** The credentials are those of one request, which may ask many questions. */
  private readonly people = new WeakMap<
    BackstageCredentials,
    Promise<BackstageUserInfo>
  >();

  static fromConfig(
    config: Config,
    options: { userInfo: UserInfoService },
  ): ShopPermissionPolicy {
    return new ShopPermissionPolicy(
      new Map(policyTable.map(row => [row.permission.name, row])),
      readPolicyGroups(config),
      options.userInfo,
    );
  }

  private constructor(
    private readonly rows: ReadonlyMap<string, PolicyRow>,
    private readonly groups: PolicyGroups,
    private readonly userInfo: UserInfoService,
  ) {}

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const row = this.rows.get(permission.name);
    if (!row || !user) {
      return DENY;
    }
    if (row.allowed.includes('everybody')) {
      return ALLOW;
    }
    const person = await this.findPerson(user.credentials);
    if (row.allowed.some(audience => this.isMember(audience, person))) {
      return ALLOW;
    }
    return decideByOwnership(row, permission, person);
  }

  private findPerson(
    credentials: BackstageCredentials,
  ): Promise<BackstageUserInfo> {
    const person =
      this.people.get(credentials) ?? this.userInfo.getUserInfo(credentials);
    this.people.set(credentials, person);
    return person;
  }

  private isMember(audience: Audience, person: BackstageUserInfo): boolean {
    return (
      (audience === 'operators' || audience === 'platform') &&
      person.ownershipEntityRefs.some(ref => this.groups[audience].has(ref))
    );
  }
}

/** What the plugin that knows the thing has to check, if anything. */
function decideByOwnership(
  { allowed }: PolicyRow,
  permission: Permission,
  person: BackstageUserInfo,
): PolicyDecision {
  if (
    allowed.includes('entity-owners') &&
    person.ownershipEntityRefs.length > 0 &&
    isResourcePermission(permission, RESOURCE_TYPE_CATALOG_ENTITY)
  ) {
    return createCatalogConditionalDecision(
      permission,
      catalogConditions.isEntityOwner({ claims: person.ownershipEntityRefs }),
    );
  }
  if (
    allowed.includes('task-owners') &&
    isResourcePermission(permission, RESOURCE_TYPE_SCAFFOLDER_TASK)
  ) {
    return createScaffolderTaskConditionalDecision(
      permission,
      scaffolderTaskConditions.isTaskOwner({
        createdBy: [person.userEntityRef],
      }),
    );
  }
  return DENY;
}
