import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { ShopPermissionPolicy } from './ShopPermissionPolicy';

/**
 * Installs {@link ShopPermissionPolicy}.
 * @public
 */
export const permissionModuleShopPolicy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'shop-policy',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
        userInfo: coreServices.userInfo,
      },
      async init({ config, policy, userInfo }) {
        policy.setPolicy(ShopPermissionPolicy.fromConfig(config, { userInfo }));
      },
    });
  },
});
