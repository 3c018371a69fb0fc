import {
  permissionForAction,
  productionOperatePermission,
  shopRolloutsPermissions,
} from './permissions';
import { APPLICATION_ACTIONS } from './argocd';
import { ROLLOUT_ACTIONS } from './rollout';

describe('permissions', () => {
  it('are all asked for one entity', () => {
    expect(
      shopRolloutsPermissions.map(({ resourceType }) => resourceType),
    ).toEqual(shopRolloutsPermissions.map(() => 'catalog-entity'));
  });

  it('has one of its own for each action, none of them that of production', () => {
    const names = [...ROLLOUT_ACTIONS, ...APPLICATION_ACTIONS].map(
      action => permissionForAction(action).name,
    );
    expect(names).toEqual([
      'shop-rollouts.rollout.promote',
      'shop-rollouts.rollout.promote-full',
      'shop-rollouts.rollout.abort',
      'shop-rollouts.rollout.retry',
      'shop-rollouts.application.sync',
      'shop-rollouts.application.refresh',
    ]);
    expect(names).not.toContain(productionOperatePermission.name);
    expect(shopRolloutsPermissions.map(({ name }) => name)).toEqual([
      'shop-rollouts.delivery.read',
      ...names,
      'shop-rollouts.production.operate',
    ]);
  });
});
