import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { shopMonitoringPermissions } from '@shop-portal/plugin-shop-monitoring-common';
import { Environments } from './config/Environments';
import { readShopMonitoringConfig } from './config/readShopMonitoringConfig';
import { createServices } from './createServices';
import { FiringNoticeStore } from './notifications/FiringNoticeStore';
import { FiringNotifier } from './notifications/FiringNotifier';
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
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const config = readShopMonitoringConfig(deps.rootConfig);
        deps.permissionsRegistry.addPermissions(shopMonitoringPermissions);
        const services = createServices({
          ...deps,
          config,
          environments: Environments.fromConfig(deps.rootConfig, config),
        });
        const { intervalSeconds } = config.notifications;
        if (intervalSeconds > 0) {
          const notifier = FiringNotifier.create({
            ...deps,
            ...services,
            store: await FiringNoticeStore.create(deps.database),
          });
          deps.lifecycle.addStartupHook(() => notifier.start(intervalSeconds));
        }
        deps.httpRouter.use(
          createRouter({ httpAuth: deps.httpAuth, ...services }),
        );
      },
    });
  },
});
