import {
  renderTestApp,
  registerMswTestHooks,
} from '@backstage/frontend-test-utils';
import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import { shopRolloutsPlugin } from '@shop-portal/plugin-shop-rollouts';
import { screen, waitFor, within } from '@testing-library/react';
import { DeliverySummary } from '@shop-portal/plugin-shop-rollouts-common';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { homePlugin } from '../home';
import { navModule } from './navModule';

const WIDE = /min-width/;

/** Answers media queries as a window of this width would. */
function setWidth(isNarrow: boolean) {
  window.matchMedia = query => ({
    matches: WIDE.test(query) ? !isNarrow : isNarrow,
    media: query,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
    addEventListener: () => {},
    removeEventListener: () => {},
    dispatchEvent: () => true,
  });
}

function waiting(name: string, mayAct: boolean): DeliverySummary {
  return {
    entityRef: `component:default/${name}`,
    title: name,
    sentence: '',
    lanes: [
      {
        environment: {
          name: 'prod',
          title: 'prod',
          order: 1,
          production: true,
        },
        state: 'waiting',
        mayAct,
      },
    ],
  };
}

function renderPortal(path = '/nowhere') {
  renderTestApp({
    features: [
      navModule,
      homePlugin,
      shopRolloutsPlugin,
      catalogPlugin,
      scaffolderPlugin,
      apiDocsPlugin,
      catalogGraphPlugin,
      searchPlugin,
      signalsPlugin,
      notificationsPlugin,
      userSettingsPlugin,
    ],
    config: {
      app: { title: 'Shop portal', baseUrl: 'http://localhost' },
      backend: { baseUrl: 'http://localhost:7007' },
    },
    initialRouteEntries: [path],
  });
}

describe('ShopSidebar', () => {
  const server = setupServer(
    http.all('http://localhost:7007/*', () => HttpResponse.json({})),
  );
  registerMswTestHooks(server);

  it('leads to the parts of the portal, in order, and nowhere else', async () => {
    setWidth(false);
    renderPortal();
    const sidebar = await screen.findByRole('navigation', {
      name: 'sidebar nav',
    });
    expect(
      within(sidebar)
        .getAllByRole('link')
        .map(link => [
          link.getAttribute('aria-label'),
          link.getAttribute('href'),
        ]),
    ).toEqual([
      ['Shop portal, Home', '/'],
      ['Home', '/'],
      ['Catalog', '/catalog'],
      ['Create', '/create'],
      ['Notifications', '/notifications'],
      ['Settings', '/settings'],
    ]);
    expect(
      within(sidebar).getByRole('button', { name: 'Search' }),
    ).toBeVisible();
  });

  it('counts what waits for the person, in the title of Home too', async () => {
    server.use(
      http.get(
        'http://localhost:7007/api/shop-rollouts/v1/deliveries/summaries',
        () =>
          HttpResponse.json({
            items: [waiting('storefront', true), waiting('web', false)],
            sources: [],
          }),
      ),
    );
    setWidth(false);
    renderPortal('/');
    const home = await screen.findByRole('link', {
      name: 'Home, 1 wait for you',
    });
    expect(within(home).getByTestId('waiting-count')).toHaveAttribute(
      'data-count',
      '1',
    );
    await waitFor(() => expect(document.title).toBe('(1) Home · Shop portal'));

    await userEvent.click(screen.getByRole('link', { name: 'Settings' }));
    await waitFor(() => expect(document.title).toBe('Settings · Shop portal'));
  });

  it('shows the same in the bar of a narrow window', async () => {
    setWidth(true);
    renderPortal();
    const bar = await screen.findByTestId('mobile-sidebar-root');
    expect(
      within(bar)
        .getAllByRole('button')
        .map(entry => [entry.textContent, entry.getAttribute('href')]),
    ).toEqual([
      ['Search', '/search'],
      ['Home', '/'],
      ['Catalog', '/catalog'],
      ['Create', '/create'],
      ['Notifications', '/notifications'],
      ['Settings', '/settings'],
    ]);
  });
});
