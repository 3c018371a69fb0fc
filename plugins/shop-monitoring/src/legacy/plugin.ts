import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { shopMonitoringApiRef, ShopMonitoringClient } from '../api';

const monitoringRouteRef = createRouteRef({ id: 'shop-monitoring' });

/**
 * Watch for portals on the old frontend system.
 * @public
 */
export const shopMonitoringPlugin = createPlugin({
  id: 'shop-monitoring',
  routes: { monitoring: monitoringRouteRef },
  apis: [
    createApiFactory({
      api: shopMonitoringApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => ShopMonitoringClient.create({ fetchApi }),
    }),
  ],
});

/**
 * Content of the Monitoring tab of an entity page.
 * @public
 */
export const EntityMonitoringContent = shopMonitoringPlugin.provide(
  createRoutableExtension({
    name: 'EntityMonitoringContent',
    component: () =>
      import('./LegacyMonitoring').then(m => m.LegacyMonitoringContent),
    mountPoint: monitoringRouteRef,
  }),
);

/**
 * Card for the overview of an entity page.
 * @public
 */
export const EntityMonitoringCard = shopMonitoringPlugin.provide(
  createComponentExtension({
    name: 'EntityMonitoringCard',
    component: {
      lazy: () =>
        import('./LegacyMonitoring').then(m => m.LegacyMonitoringCard),
    },
  }),
);
