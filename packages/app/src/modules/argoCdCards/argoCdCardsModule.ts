import {
  ApiBlueprint,
  createFrontendModule,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { argoCDApiRef } from '@roadiehq/backstage-plugin-argo-cd';
import { ShopArgoCdApi } from './ShopArgoCdApi';

const argoCdApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: argoCDApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => ShopArgoCdApi.create({ fetchApi }),
    }),
});

/** Lets the Argo CD cards read through the portal's own backend. */
export const argoCdCardsModule = createFrontendModule({
  pluginId: 'argocd',
  extensions: [argoCdApi],
});
