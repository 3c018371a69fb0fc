import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { shopMonitoringPermissions } from '@shop-portal/plugin-shop-monitoring-common';
import { Environments } from './config/Environments';
import { readShopMonitoringConfig } from './config/readShopMonitoringConfig';
import { createServices } from './createServices';
import { createRouter } from './router';

/**
 * Watch, on the server: reads Grafana, Prometheus, Alertmanager and Datadog
 * for people who may see the entity.
 * @public
 */
export const shopMonitoringPlugin = createBackendPlugin({
  pluginId: 'shop-monitoring',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
      },
      async init(deps) {
        const config = readShopMonitoringConfig(deps.rootConfig);
        deps.permissionsRegistry.addPermissions(shopMonitoringPermissions);
        const services = createServices({
          ...deps,
          config,
          environments: Environments.fromConfig(deps.rootConfig, config),
        });
        deps.httpRouter.use(
          createRouter({ httpAuth: deps.httpAuth, ...services }),
        );
      },
    });
  },
});
