import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { ServiceLinksProcessor } from './ServiceLinksProcessor';

/**
 * Registers the processor that adds links to services.
 *
 * @public
 */
export const catalogModuleShopLinks = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'shop-links',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        catalog: catalogProcessingExtensionPoint,
      },
      async init({ config, catalog }) {
        catalog.addProcessor(ServiceLinksProcessor.fromConfig(config));
      },
    });
  },
});
