import { Entity } from '@backstage/catalog-model';
import {
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { useApi } from '@backstage/frontend-plugin-api';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { argoCDApiRef } from '@roadiehq/backstage-plugin-argo-cd';
import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { useEffect, useState } from 'react';
import { EntityArgoCdApiProvider } from './EntityArgoCdApiProvider';

const discounts: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'discounts' },
};

/** Asks as the cards do, which know annotations only. */
function Card() {
  const api = useApi(argoCDApiRef);
  const [names, setNames] = useState<string[]>([]);
  useEffect(() => {
    api
      .listApps({ url: '/argocd/api', appSelector: 'app=discounts' })
      .then(({ items }) =>
        setNames(items?.map(({ metadata }) => metadata.name) ?? []),
      );
  }, [api]);
  return <p>{names.join()}</p>;
}

describe('EntityArgoCdApiProvider', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  it('lets a card read the applications of the entity around it', async () => {
    server.use(
      http.get(
        'http://localhost:7007/api/shop-rollouts/v1/argocd/by-entity/component/default/discounts/applications',
        () =>
          HttpResponse.json({
            items: [
              {
                metadata: { name: 'discounts-prod', namespace: 'argocd' },
                status: {
                  sync: { status: 'Synced' },
                  health: { status: 'Healthy' },
                },
              },
            ],
          }),
      ),
    );
    renderInTestApp(
      <EntityProvider entity={discounts}>
        <EntityArgoCdApiProvider>
          <Card />
        </EntityArgoCdApiProvider>
      </EntityProvider>,
    );
    expect(await screen.findByText('discounts-prod')).toBeVisible();
  });
});
