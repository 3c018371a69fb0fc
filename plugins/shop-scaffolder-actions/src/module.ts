import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import {
  scaffolderAutocompleteExtensionPoint,
  scaffolderTemplatingExtensionPoint,
} from '@backstage/plugin-scaffolder-node/alpha';
import {
  environmentsLookup,
  networksLookup,
  repositoriesLookup,
  serviceNameLookup,
} from '@shop-portal/plugin-shop-create-common';
import {
  createCatalogRegisterAction,
  createDeploymentFetchAction,
  createDeploymentProposeAction,
  createHclValidateAction,
  createInfrastructureProposeAction,
  createKustomizeValidateAction,
  createPreflightAction,
  createRepositoryPublishAction,
  createWorkflowValidateAction,
} from './actions';
import {
  createLookupHandler,
  lookUpEnvironments,
  lookUpNetworks,
  lookUpRepositories,
  lookUpServiceName,
} from './autocomplete';
import { readShopCreateConfig } from './config';
import { DeploymentRepository } from './deployment';
import {
  connectToGitHub,
  OctokitPullRequestClient,
  OctokitRepositoryClient,
} from './github';
import { InfrastructureRepository } from './infrastructure';
import { createMarkdownTextFilter } from './markdown';
import { ServiceNames } from './names';

/**
 * Adds the actions that create services and environments to the scaffolder.
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
        templating: scaffolderTemplatingExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init(deps) {
        const { actions, autocomplete, templating } = deps;
        const { auth, catalog, config, logger } = deps;
        templating.addTemplateFilters([createMarkdownTextFilter()]);
        actions.addActions(
          createHclValidateAction(),
          createKustomizeValidateAction(),
          createWorkflowValidateAction(),
        );
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
        const { deploymentRepository, infrastructureRepository } =
          shopCreate.github;
        const deployment = DeploymentRepository.create({
          repositories,
          name: deploymentRepository,
        });
        const infrastructure =
          infrastructureRepository === undefined
            ? undefined
            : InfrastructureRepository.create({
                repositories,
                name: infrastructureRepository,
              });
        actions.addActions(
          createPreflightAction({
            config,
            shopCreate,
            names,
            repositories,
            deployment,
            infrastructure,
          }),
          createRepositoryPublishAction({
            config,
            shopCreate,
            names,
            repositories,
          }),
          createDeploymentFetchAction({ deployment }),
          createDeploymentProposeAction({ shopCreate, pullRequests }),
          createInfrastructureProposeAction({ shopCreate, pullRequests }),
          createCatalogRegisterAction({ shopCreate, catalog, auth }),
        );
        autocomplete.addAutocompleteProvider({
          id: serviceNameLookup.provider,
          handler: createLookupHandler({
            [serviceNameLookup.resource]: lookUpServiceName(names),
            [environmentsLookup.resource]: lookUpEnvironments({
              config,
              names,
              deployment,
            }),
            [networksLookup.resource]: lookUpNetworks(infrastructure),
            [repositoriesLookup.resource]: lookUpRepositories(shopCreate),
          }),
        });
      },
    });
  },
});
