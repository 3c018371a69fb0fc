import { ApiBlueprint, fetchApiRef } from '@backstage/frontend-plugin-api';
import { shopRolloutsApiRef } from '../api/ShopRolloutsApi';
import { ShopRolloutsClient } from '../api/ShopRolloutsClient';

export const shopRolloutsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: shopRolloutsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => ShopRolloutsClient.create({ fetchApi }),
    }),
});
