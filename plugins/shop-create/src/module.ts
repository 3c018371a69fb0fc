import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

const serviceNameField = FormFieldBlueprint.make({
  name: 'shop-service-name',
  params: {
    field: () =>
      import('./fields/ShopServiceName').then(m => m.shopServiceNameField),
  },
});

const ownGroupsField = FormFieldBlueprint.make({
  name: 'shop-own-groups',
  params: {
    field: () =>
      import('./fields/ShopOwnGroups').then(m => m.shopOwnGroupsField),
  },
});

/**
 * Adds the form fields `ShopServiceName` and `ShopOwnGroups` to the
 * scaffolder.
 *
 * @public
 */
export const shopCreateModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [serviceNameField, ownGroupsField],
});
