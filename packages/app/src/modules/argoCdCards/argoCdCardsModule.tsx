import {
  coreExtensionData,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import argoCdPlugin from '@roadiehq/backstage-plugin-argo-cd/alpha';
import { ReactNode } from 'react';
import { EntityArgoCdApiProvider } from './EntityArgoCdApiProvider';

const { reactElement } = coreExtensionData;

/** What a card puts out, with the card inside the API that it has to use. */
function* withEntityApi<Data extends { id: string }>(
  output: Iterable<Data>,
  card: ReactNode,
) {
  for (const data of output) {
    yield data.id === reactElement.id
      ? reactElement(<EntityArgoCdApiProvider>{card}</EntityArgoCdApiProvider>)
      : data;
  }
}

const overviewCard = argoCdPlugin
  .getExtension('entity-card:argocd/overviewCard')
  .override({
    factory: originalFactory => {
      const output = originalFactory();
      return withEntityApi(output, output.get(reactElement));
    },
  });

const historyCard = argoCdPlugin
  .getExtension('entity-card:argocd/historyCard')
  .override({
    factory: originalFactory => {
      const output = originalFactory();
      return withEntityApi(output, output.get(reactElement));
    },
  });

/** Lets the Argo CD cards read through the portal's own backend. */
export const argoCdCardsModule = createFrontendModule({
  pluginId: 'argocd',
  extensions: [overviewCard, historyCard],
});
