import { createApiRef } from '@backstage/frontend-plugin-api';
import { QueryClient } from '@tanstack/react-query';

/**
 * What was read of deliveries, once for the whole app: pages, cards and the
 * sidebar ask for the same.
 * @public
 */
export const deliveryQueryClientApiRef = createApiRef<QueryClient>().with({
  id: 'plugin.shop-rollouts.query-client',
  pluginId: 'shop-rollouts',
});
