import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { dialogApiRef } from '@backstage/frontend-plugin-api';
import { shopRolloutsApiRef, ShopRolloutsClient } from '../api';
import { PageDialogApi } from './PageDialogApi';

const deliveryRouteRef = createRouteRef({ id: 'shop-rollouts' });

/**
 * Deliver for portals on the old frontend system.
 * @public
 */
export const shopRolloutsPlugin = createPlugin({
  id: 'shop-rollouts',
  routes: { delivery: deliveryRouteRef },
  apis: [
    createApiFactory({
      api: shopRolloutsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => ShopRolloutsClient.create({ fetchApi }),
    }),
    createApiFactory(dialogApiRef, new PageDialogApi()),
  ],
});

/**
 * Content of the Delivery tab of an entity page.
 * @public
 */
export const EntityDeliveryContent = shopRolloutsPlugin.provide(
  createRoutableExtension({
    name: 'EntityDeliveryContent',
    component: () =>
      import('./LegacyDeliveryContent').then(m => m.LegacyDeliveryContent),
    mountPoint: deliveryRouteRef,
  }),
);

/**
 * Card for the overview of an entity page.
 * @public
 */
export const EntityDeliveryCard = shopRolloutsPlugin.provide(
  createComponentExtension({
    name: 'EntityDeliveryCard',
    component: {
      lazy: () =>
        import('./LegacyDeliveryCard').then(m => m.LegacyDeliveryCard),
    },
  }),
);
