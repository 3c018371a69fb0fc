import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

const fields = [
  FormFieldBlueprint.make({
    name: 'shop-maximum-pods',
    params: {
      field: () =>
        import('./fields/ShopMaximumPods').then(m => m.shopMaximumPodsField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'shop-network',
    params: {
      field: () => import('./fields/ShopNetwork').then(m => m.shopNetworkField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'shop-own-groups',
    params: {
      field: () =>
        import('./fields/ShopOwnGroups').then(m => m.shopOwnGroupsField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'shop-own-service',
    params: {
      field: () =>
        import('./fields/ShopOwnService').then(m => m.shopOwnServiceField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'shop-service-environment',
    params: {
      field: () =>
        import('./fields/ShopServiceEnvironment').then(
          m => m.shopServiceEnvironmentField,
        ),
    },
  }),
  FormFieldBlueprint.make({
    name: 'shop-service-name',
    params: {
      field: () =>
        import('./fields/ShopServiceName').then(m => m.shopServiceNameField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'shop-will-write',
    params: {
      field: () =>
        import('./fields/ShopWillWrite').then(m => m.shopWillWriteField),
    },
  }),
];

/**
 * Adds the form fields of the shop's templates to the scaffolder.
 *
 * @public
 */
export const shopCreateModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: fields,
});
