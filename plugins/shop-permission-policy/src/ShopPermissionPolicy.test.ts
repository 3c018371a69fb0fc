import { mockCredentials } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  AuthorizeResult,
  createPermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { namedPermissions, policyTable } from './policyTable';
import { ShopPermissionPolicy } from './ShopPermissionPolicy';

const config = new ConfigReader({
  shopPermissionPolicy: {
    operatorsGroups: ['group:default/shop-operators'],
    platformGroups: ['platform-team'],
  },
});

const people = {
  developer: {
    userEntityRef: 'user:default/dana.kim',
    ownershipEntityRefs: ['user:default/dana.kim', 'group:default/shop-team'],
  },
  operator: {
    userEntityRef: 'user:default/olga.petrova',
    ownershipEntityRefs: [
      'user:default/olga.petrova',
      'group:default/shop-operators',
    ],
  },
  platform: {
    userEntityRef: 'user:default/piet.maas',
    ownershipEntityRefs: [
      'user:default/piet.maas',
      'group:default/platform-team',
    ],
  },
  viewer: {
    userEntityRef: 'user:default/vera.ito',
    ownershipEntityRefs: ['user:default/vera.ito'],
  },
};

type Person = keyof typeof people;

async function decide(
  permission: Permission,
  person: Person,
  policyConfig = config,
): Promise<PolicyDecision> {
  const info = people[person];
  const policy = ShopPermissionPolicy.fromConfig(policyConfig, {
    userInfo: { getUserInfo: async () => info },
  });
  const credentials = mockCredentials.user(info.userEntityRef);
  return policy.handle({ permission }, { credentials, info });
}

/** One word for a decision: `yes`, `no`, `own` or `own task`. */
function inOneWord(decision: PolicyDecision, person: Person): string {
  const { userEntityRef, ownershipEntityRefs } = people[person];
  if (decision.result !== AuthorizeResult.CONDITIONAL) {
    return decision.result === AuthorizeResult.ALLOW ? 'yes' : 'no';
  }
  const { pluginId, resourceType, conditions } = decision;
  const own = {
    pluginId: 'catalog',
    resourceType: 'catalog-entity',
    conditions: {
      rule: 'IS_ENTITY_OWNER',
      resourceType: 'catalog-entity',
      params: { claims: ownershipEntityRefs },
    },
  };
  const ownTask = {
    pluginId: 'scaffolder',
    resourceType: 'scaffolder-task',
    conditions: {
      rule: 'IS_TASK_OWNER',
      resourceType: 'scaffolder-task',
      params: { createdBy: [userEntityRef] },
    },
  };
  const actual = { pluginId, resourceType, conditions };
  const expected = pluginId === 'catalog' ? own : ownTask;
  expect(actual).toEqual(expected);
  return pluginId === 'catalog' ? 'own' : 'own task';
}

// permission, developer, operator, platform engineer, viewer
const expectations: Array<[string, string, string, string, string]> = [
  ['catalog.entity.read', 'yes', 'yes', 'yes', 'yes'],
  ['catalog.location.read', 'yes', 'yes', 'yes', 'yes'],
  ['catalog.entity.create', 'no', 'no', 'yes', 'no'],
  ['catalog.entity.delete', 'no', 'no', 'yes', 'no'],
  ['catalog.entity.refresh', 'no', 'no', 'yes', 'no'],
  ['catalog.entity.validate', 'no', 'no', 'yes', 'no'],
  ['catalog.location.create', 'no', 'no', 'yes', 'no'],
  ['catalog.location.delete', 'no', 'no', 'yes', 'no'],
  ['catalog.location.analyze', 'no', 'no', 'yes', 'no'],
  ['catalog.ingestion.read', 'no', 'no', 'yes', 'no'],
  ['catalog.ingestion.manage', 'no', 'no', 'yes', 'no'],
  ['scaffolder.template.parameter.read', 'yes', 'yes', 'yes', 'yes'],
  ['scaffolder.template.step.read', 'yes', 'yes', 'yes', 'yes'],
  ['scaffolder.action.execute', 'yes', 'yes', 'yes', 'yes'],
  ['scaffolder.task.create', 'yes', 'yes', 'yes', 'yes'],
  ['scaffolder.task.read', 'own task', 'own task', 'own task', 'own task'],
  ['scaffolder.task.cancel', 'own task', 'own task', 'own task', 'own task'],
  ['scaffolder.template.management', 'no', 'no', 'yes', 'no'],
  ['scaffolder.template.dry-run', 'no', 'no', 'yes', 'no'],
  ['kubernetes.clusters.read', 'yes', 'yes', 'yes', 'yes'],
  ['kubernetes.resources.read', 'yes', 'yes', 'yes', 'yes'],
  ['kubernetes.proxy', 'yes', 'yes', 'yes', 'yes'],
  ['shop-rollouts.delivery.read', 'yes', 'yes', 'yes', 'yes'],
  ['shop-rollouts.rollout.promote', 'own', 'yes', 'own', 'own'],
  ['shop-rollouts.rollout.promote-full', 'own', 'yes', 'own', 'own'],
  ['shop-rollouts.rollout.abort', 'own', 'yes', 'own', 'own'],
  ['shop-rollouts.rollout.retry', 'own', 'yes', 'own', 'own'],
  ['shop-rollouts.application.sync', 'own', 'yes', 'own', 'own'],
  ['shop-rollouts.application.refresh', 'own', 'yes', 'own', 'own'],
  ['shop-rollouts.production.operate', 'no', 'yes', 'no', 'no'],
  ['shop-monitoring.read', 'yes', 'yes', 'yes', 'yes'],
];

describe('ShopPermissionPolicy', () => {
  it.each(expectations)('%s', async (name, ...expected) => {
    const permission = policyTable.find(
      row => row.permission.name === name,
    )?.permission;
    if (!permission) {
      throw new Error(`The policy does not name ${name}`);
    }
    const actual: string[] = [];
    for (const person of [
      'developer',
      'operator',
      'platform',
      'viewer',
    ] as const) {
      actual.push(inOneWord(await decide(permission, person), person));
    }
    expect(actual).toEqual(expected);
  });

  it('is tested for every permission that it names, each named once', () => {
    expect(new Set(namedPermissions).size).toBe(namedPermissions.length);
    expect(expectations.map(([name]) => name).sort()).toEqual(
      [...namedPermissions].sort(),
    );
  });

  it('denies what it does not name, also to a platform engineer', async () => {
    const permission = createPermission({
      name: 'elsewhere.thing.read',
      attributes: { action: 'read' },
    });
    await expect(decide(permission, 'platform')).resolves.toEqual({
      result: AuthorizeResult.DENY,
    });
  });

  it('denies everything to who is not signed in', async () => {
    const getUserInfo = jest.fn();
    const policy = ShopPermissionPolicy.fromConfig(config, {
      userInfo: { getUserInfo },
    });
    for (const { permission } of policyTable) {
      await expect(policy.handle({ permission })).resolves.toEqual({
        result: AuthorizeResult.DENY,
      });
    }
    expect(getUserInfo).not.toHaveBeenCalled();
  });

  it('asks once who the person of a request is, and again at the next', async () => {
    const info = people.operator;
    const getUserInfo = jest.fn(async () => info);
    const policy = ShopPermissionPolicy.fromConfig(config, {
      userInfo: { getUserInfo },
    });
    const decideAll = async () => {
      const credentials = mockCredentials.user(info.userEntityRef);
      await Promise.all(
        policyTable.map(({ permission }) =>
          policy.handle({ permission }, { credentials, info }),
        ),
      );
    };

    await decideAll();
    expect(getUserInfo).toHaveBeenCalledTimes(1);
    await decideAll();
    expect(getUserInfo).toHaveBeenCalledTimes(2);
  });

  it('does not take a permission of another kind for an owned one', async () => {
    const basic = createPermission({
      name: 'shop-rollouts.rollout.promote',
      attributes: { action: 'update' },
    });
    await expect(decide(basic, 'developer')).resolves.toEqual({
      result: AuthorizeResult.DENY,
    });
  });

  it('lets nobody act in production when no group is configured', async () => {
    const permission = policyTable.find(
      row => row.permission.name === 'shop-rollouts.production.operate',
    )!.permission;
    const empty = new ConfigReader({
      shopPermissionPolicy: { operatorsGroups: [], platformGroups: [] },
    });
    await expect(decide(permission, 'operator', empty)).resolves.toEqual({
      result: AuthorizeResult.DENY,
    });
  });

  it('refuses to start without its groups, or with something else', () => {
    const create = (shopPermissionPolicy: object | undefined) => () =>
      ShopPermissionPolicy.fromConfig(
        new ConfigReader(shopPermissionPolicy ? { shopPermissionPolicy } : {}),
        { userInfo: { getUserInfo: jest.fn() } },
      );
    expect(create(undefined)).toThrow('shopPermissionPolicy.operatorsGroups');
    expect(create({ operatorsGroups: [] })).toThrow(
      'shopPermissionPolicy.platformGroups',
    );
    expect(
      create({ operatorsGroups: ['user:default/olga'], platformGroups: [] }),
    ).toThrow(
      "Invalid value in config at shopPermissionPolicy.operatorsGroups: 'user:default/olga' is not a reference to a group",
    );
  });
});
