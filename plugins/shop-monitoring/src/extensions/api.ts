import { ApiBlueprint, fetchApiRef } from '@backstage/frontend-plugin-api';
import { shopMonitoringApiRef } from '../api/ShopMonitoringApi';
import { ShopMonitoringClient } from '../api/ShopMonitoringClient';

export const shopMonitoringApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: shopMonitoringApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => ShopMonitoringClient.create({ fetchApi }),
    }),
});
