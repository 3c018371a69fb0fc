import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  NavContentBlueprint,
  NavContentComponentProps,
} from '@backstage/plugin-app-react';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link } from 'react-router-dom';
import { PageTitle } from './PageTitle';

const storefront = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'storefront', title: 'Storefront' },
  spec: { type: 'website', lifecycle: 'production', owner: 'group:shop-team' },
};

const delivery = EntityContentBlueprint.make({
  name: 'delivery',
  params: {
    path: '/delivery',
    title: 'Delivery',
    loader: async () => <p>What runs where</p>,
  },
});

function Nav({ navItems }: NavContentComponentProps) {
  return (
    <>
      <PageTitle
        pages={[...navItems.rest(), { href: '/create', title: 'Create' }]}
      />
      <Link to="/create/templates">Templates</Link>
    </>
  );
}

function renderAt(path: string) {
  renderTestApp({
    features: [
      catalogPlugin,
      createFrontendModule({
        pluginId: 'catalog',
        extensions: [delivery],
      }),
      createFrontendModule({
        pluginId: 'app',
        extensions: [NavContentBlueprint.make({ params: { component: Nav } })],
      }),
    ],
    apis: [[catalogApiRef, catalogApiMock({ entities: [storefront] })]],
    config: {
      app: { title: 'Shop portal', baseUrl: 'http://localhost' },
      backend: { baseUrl: 'http://localhost:7007' },
    },
    initialRouteEntries: [path],
  });
}

describe('PageTitle', () => {
  it.each([
    ['/create', 'Create · Shop portal'],
    ['/create/templates', 'Create · Shop portal'],
    ['/nowhere', 'Shop portal'],
    [
      '/catalog/default/component/storefront',
      'Overview · Storefront · Shop portal',
    ],
    [
      '/catalog/default/component/storefront/delivery',
      'Delivery · Storefront · Shop portal',
    ],
    [
      '/catalog/default/component/storefront/unknown',
      'Storefront · Shop portal',
    ],
  ])('titles %s "%s"', async (path, title) => {
    renderAt(path);
    await waitFor(() => expect(document.title).toBe(title));
  });

  it('holds the title against what a stock page writes', async () => {
    renderAt('/catalog/default/component/storefront/delivery');
    const title = 'Delivery · Storefront · Shop portal';
    await screen.findByText('What runs where');
    await waitFor(() => expect(document.title).toBe(title));

    act(() => {
      document.title = 'Templates';
    });
    await waitFor(() => expect(document.title).toBe(title));

    await userEvent.click(screen.getByRole('link', { name: 'Templates' }));
    await waitFor(() => expect(document.title).toBe('Create · Shop portal'));
  });
});
