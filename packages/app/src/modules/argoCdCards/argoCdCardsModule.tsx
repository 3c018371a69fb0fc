import {
  coreExtensionData,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import argoCdPlugin from '@roadiehq/backstage-plugin-argo-cd/alpha';
import { ReactNode } from 'react';
import { EntityArgoCdApiProvider } from './EntityArgoCdApiProvider';

function provideEntityApi(card: ReactNode) {
  return coreExtensionData.reactElement(
    <EntityArgoCdApiProvider>{card}</EntityArgoCdApiProvider>,
  );
}

const overviewCard = argoCdPlugin
  .getExtension('entity-card:argocd/overviewCard')
  .override({
    *factory(originalFactory) {
      for (const data of originalFactory()) {
        yield data.id === 'core.reactElement'
          ? provideEntityApi(data.value)
          : data;
      }
    },
  });

const historyCard = argoCdPlugin
  .getExtension('entity-card:argocd/historyCard')
  .override({
    *factory(originalFactory) {
      for (const data of originalFactory()) {
        yield data.id === 'core.reactElement'
          ? provideEntityApi(data.value)
          : data;
      }
    },
  });

/** Lets the Argo CD cards read through the portal's own backend. */
export const argoCdCardsModule = createFrontendModule({
  pluginId: 'argocd',
  extensions: [overviewCard, historyCard],
});
