import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { shopRolloutsPermissions } from '@shop-portal/plugin-shop-rollouts-common';
import { GitHubCommitReader } from './commits/GitHubCommitReader';
import { readGitHubHosts } from './commits/readGitHubHosts';
import { readKubernetesClusters } from './config/readKubernetesClusters';
import {
  checkClusterNames,
  readShopRolloutsConfig,
} from './config/readShopRolloutsConfig';
import { createServices } from './createServices';
import { DatabaseOperationStore } from './database/DatabaseOperationStore';
import {
  ClusterSupplier,
  shopRolloutsClustersExtensionPoint,
} from './extensions';
import { DatabaseNoticeStore } from './notices/DatabaseNoticeStore';
import { createRouter } from './router';
import { DeliverySignaller } from './signals/DeliverySignaller';

/**
 * Deliver, on the server: watches clusters and Argo CD, answers what runs
 * where, and promotes, aborts, retries and syncs for people who may.
 * @public
 */
export const shopRolloutsPlugin = createBackendPlugin({
  pluginId: 'shop-rollouts',
  register(env) {
    const suppliers: ClusterSupplier[] = [];
    env.registerExtensionPoint(shopRolloutsClustersExtensionPoint, {
      addSupplier: supplier => {
        suppliers.push(supplier);
      },
    });

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { rootConfig, logger, lifecycle } = deps;
        const config = readShopRolloutsConfig(rootConfig);
        const supplied = await Promise.all(
          suppliers.map(supplier => supplier.getClusters()),
        );
        const clusters = [
          ...readKubernetesClusters(rootConfig),
          ...supplied.flat(),
        ];
        checkClusterNames(
          config,
          clusters.map(cluster => cluster.name),
        );
        deps.permissionsRegistry.addPermissions(shopRolloutsPermissions);

        const services = createServices({
          ...deps,
          config,
          clusters,
          commits: {
            reader: GitHubCommitReader.fromConfig(rootConfig),
            hosts: readGitHubHosts(rootConfig),
          },
          operations: await DatabaseOperationStore.create(deps.database),
          notices: DatabaseNoticeStore.create(await deps.database.getClient()),
          signaller: DeliverySignaller.create({
            signals: deps.signals,
            logger,
          }),
        });
        lifecycle.addStartupHook(() => services.start());
        lifecycle.addShutdownHook(() => services.stop());
        deps.httpRouter.use(
          createRouter({
            httpAuth: deps.httpAuth,
            auditor: deps.auditor,
            ...services,
          }),
        );
      },
    });
  },
});
