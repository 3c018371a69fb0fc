import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { scaffolderAutocompleteExtensionPoint } from '@backstage/plugin-scaffolder-node/alpha';
import { serviceNameLookup } from '@shop-portal/plugin-shop-create-common';
import {
  createCatalogRegisterAction,
  createDeploymentProposeAction,
  createKustomizeValidateAction,
  createRepositoryPublishAction,
  createServiceCheckAction,
} from './actions';
import { createServiceNameHandler } from './autocomplete/createServiceNameHandler';
import { readShopCreateConfig } from './config';
import {
  connectToGitHub,
  OctokitPullRequestClient,
  OctokitRepositoryClient,
} from './github';
import { ServiceNames } from './names';

/**
 * Adds the actions that create services to the scaffolder.
 *
 * @public
 */
export const shopScaffolderActionsModule = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'shop-actions',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        autocomplete: scaffolderAutocompleteExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ actions, autocomplete, auth, catalog, config, logger }) {
        actions.addActions(createKustomizeValidateAction());
        const shopCreate = readShopCreateConfig(config);
        if (!shopCreate) {
          logger.info(
            'shopCreate is not configured: templates cannot create services',
          );
          return;
        }
        const connection = connectToGitHub(config, shopCreate.github);
        const repositories = OctokitRepositoryClient.create(connection);
        const pullRequests = OctokitPullRequestClient.create(connection);
        const names = ServiceNames.create({ repositories, catalog, auth });
        actions.addActions(
          createServiceCheckAction({ config, shopCreate, names, repositories }),
          createRepositoryPublishAction({
            config,
            shopCreate,
            names,
            repositories,
          }),
          createDeploymentProposeAction({ shopCreate, pullRequests }),
          createCatalogRegisterAction({ shopCreate, catalog, auth }),
        );
        autocomplete.addAutocompleteProvider({
          id: serviceNameLookup.provider,
          handler: createServiceNameHandler({ names }),
        });
      },
    });
  },
});
