import { screen } from '@testing-library/react';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { delivery } from './__testUtils__/deliveries';
import {
  createShopRolloutsApi,
  storefront,
} from './__testUtils__/renderDelivery';
import shopRolloutsPlugin from '.';

function linked(annotation: string) {
  return {
    ...storefront,
    metadata: {
      ...storefront.metadata,
      annotations: { [annotation]: 'storefront' },
    },
  };
}

function api() {
  return createShopRolloutsApi({
    getDelivery: jest.fn(async () => delivery()),
  });
}

describe('the plugin', () => {
  it.each([
    'backstage.io/kubernetes-id',
    'backstage.io/kubernetes-label-selector',
    'argocd/app-name',
    'argocd/app-selector',
  ])('shows the card where %s links the entity', async annotation => {
    renderTestApp({
      features: [shopRolloutsPlugin],
      extensions: [createTestEntityPage({ entity: linked(annotation) })],
      apis: [api()],
    });
    expect(
      await screen.findByText(/^prod: 9f31c02 waits for promotion/),
    ).toBeInTheDocument();
  });

  it('shows the tab but not the card on an entity that is not linked', async () => {
    renderTestApp({
      features: [shopRolloutsPlugin],
      extensions: [createTestEntityPage({ entity: storefront })],
      apis: [api()],
    });
    expect(
      await screen.findByText(/^prod waits for a person\./),
    ).toBeInTheDocument();
    expect(
      screen.queryByText(/^prod: 9f31c02 waits for promotion/),
    ).not.toBeInTheDocument();
  });

  it('is nowhere on other kinds', async () => {
    const shopRollouts = api();
    renderTestApp({
      features: [shopRolloutsPlugin],
      extensions: [
        createTestEntityPage({
          entity: { ...linked('argocd/app-name'), kind: 'Resource' },
        }),
      ],
      apis: [shopRollouts],
    });
    await screen.findByRole('region', { name: '0 notifications.' });
    expect(shopRollouts.getDelivery).not.toHaveBeenCalled();
  });
});
