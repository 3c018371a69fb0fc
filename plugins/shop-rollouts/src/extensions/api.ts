import { ApiBlueprint, fetchApiRef } from '@backstage/frontend-plugin-api';
import { deliveryQueryClientApiRef } from '../api/deliveryQueryClientApiRef';
import { shopRolloutsApiRef } from '../api/ShopRolloutsApi';
import { ShopRolloutsClient } from '../api/ShopRolloutsClient';
import { createQueryClient } from '../queries/createQueryClient';

export const shopRolloutsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: shopRolloutsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => ShopRolloutsClient.create({ fetchApi }),
    }),
});

export const deliveryQueryClientApi = ApiBlueprint.make({
  name: 'query-client',
  params: defineParams =>
    defineParams({
      api: deliveryQueryClientApiRef,
      deps: {},
      factory: () => createQueryClient(),
    }),
});
