import { Entity } from '@backstage/catalog-model';
import {
  mockApis,
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import {
  createFrontendModule,
  FrontendFeature,
  identityApiRef,
} from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { HomeCardBlueprint } from '@shop-portal/plugin-shop-react';
import { shopRolloutsPlugin } from '@shop-portal/plugin-shop-rollouts';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { homePlugin } from './homePlugin';

const BASE = 'http://localhost:7007/api/shop-rollouts/v1';
const MINE = `${BASE}/deliveries/summaries`;

const CONFIG = {
  app: { title: 'Shop portal', baseUrl: 'http://localhost' },
  backend: { baseUrl: 'http://localhost:7007' },
  shopPermissionPolicy: {
    operatorsGroups: ['group:default/shop-operators'],
    platformGroups: ['platform-team'],
  },
};

const newService: Entity = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: {
    name: 'shop-service',
    title: 'New service',
    description: 'A service with its own repository.',
  },
  spec: { type: 'service', owner: 'group:default/platform-team' },
};

const storefront = {
  entityRef: 'component:default/storefront',
  title: 'Storefront',
  sentence: 'prod: 826a72c4 is live.',
  lanes: [
    {
      environment: { name: 'prod', title: 'prod', order: 20, production: true },
      state: 'live',
      liveTag: '826a72c4',
      mayAct: false,
    },
  ],
};

/** As in `app.extensions`. */
interface ExtensionPositions {
  [id: string]: { config: { positions: { [role: string]: number } } };
}

interface Person {
  name: string;
  groups: string[];
  owns?: boolean;
}

const DANA = { name: 'dana.kim', groups: ['shop-team'], owns: true };
const OLGA = { name: 'olga.petrova', groups: ['shop-operators'] };
const PIET = { name: 'piet.maas', groups: ['platform-team'] };
const VERA = { name: 'vera.ito', groups: [] };

/** As a monitoring plugin would bring it. */
const notWellNow = createFrontendModule({
  pluginId: 'home',
  extensions: [
    HomeCardBlueprint.make({
      name: 'not-well',
      params: {
        positions: { operator: 20, viewer: 90 },
        loader: async () => <h2>Not well now</h2>,
      },
    }),
  ],
});

describe('Home', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  function renderHome(
    person: Person,
    options: {
      entities?: Entity[];
      features?: FrontendFeature[];
      extensions?: ExtensionPositions[];
    } = {},
  ) {
    const { entities = [newService], features = [], extensions = [] } = options;
    server.use(
      http.get(MINE, ({ request }) => {
        const isMine =
          new URL(request.url).searchParams.get('filter') === 'mine';
        return HttpResponse.json({
          items: isMine && person.owns ? [storefront] : [],
          sources: [{ kind: 'cluster', name: 'shop-prod', answering: true }],
        });
      }),
      http.get(`${BASE}/operations`, () => HttpResponse.json({ items: [] })),
    );
    const user = `user:default/${person.name}`;
    const catalogApi = catalogApiMock({ entities });
    const { unmount } = renderTestApp({
      features: [homePlugin, shopRolloutsPlugin, ...features],
      config: {
        ...CONFIG,
        app: { ...CONFIG.app, extensions },
      },
      apis: [
        [catalogApiRef, catalogApi],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: user,
            ownershipEntityRefs: [
              user,
              ...person.groups.map(group => `group:default/${group}`),
            ],
          }),
        ],
      ],
    });
    return { catalogApi, unmount };
  }

  async function headings(count: number): Promise<(string | null)[]> {
    await waitFor(() =>
      expect(screen.getAllByRole('heading', { level: 2 })).toHaveLength(count),
    );
    return screen
      .getAllByRole('heading', { level: 2 })
      .map(({ textContent }) => textContent);
  }

  it('shows a developer what waits, their services and what to start', async () => {
    renderHome(DANA);
    expect(await headings(3)).toEqual([
      'Waiting for you',
      'Your services',
      'Start something',
    ]);
    expect(
      await screen.findByRole('row', { name: /Storefront/ }),
    ).toBeVisible();
  });

  it('shows who looks after all services what was done', async () => {
    renderHome(OLGA);
    expect(await headings(3)).toEqual([
      'Waiting for you',
      'Recent changes',
      'Start something',
    ]);
  });

  it('tells a viewer in one line that nothing waits', async () => {
    renderHome(VERA);
    expect(
      await screen.findByText(
        'Nothing here waits for you. You can look at everything.',
      ),
    ).toBeVisible();
    expect(await headings(2)).toEqual(['Recent changes', 'Systems']);
  });

  it('shows a platform engineer which sources answer', async () => {
    renderHome(PIET);
    expect(await headings(2)).toEqual(['Waiting for you', 'Sources']);
    expect(
      await screen.findByRole('list', { name: 'Sources' }),
    ).toHaveTextContent('Cluster shop-prodLive');
  });

  it('places the cards of other plugins by role, or as configured', async () => {
    const { unmount } = renderHome(OLGA, { features: [notWellNow] });
    expect(await headings(4)).toEqual([
      'Waiting for you',
      'Not well now',
      'Recent changes',
      'Start something',
    ]);
    unmount();

    renderHome(OLGA, {
      features: [notWellNow],
      extensions: [
        {
          'home-card:home/not-well': {
            config: { positions: { operator: 35 } },
          },
        },
      ],
    });
    expect(await headings(4)).toEqual([
      'Waiting for you',
      'Recent changes',
      'Not well now',
      'Start something',
    ]);
  });

  it('offers to read own services again when they could not be read', async () => {
    renderHome(DANA);
    server.use(http.get(MINE, () => new HttpResponse(null, { status: 403 })));
    const card = await screen.findByRole(
      'region',
      { name: 'Your services' },
      { timeout: 5_000 },
    );
    expect(
      await within(card).findByRole(
        'button',
        { name: 'Try again' },
        { timeout: 5_000 },
      ),
    ).toBeVisible();
  });

  it('lists templates, each leading to its form', async () => {
    renderHome(OLGA);
    const card = await screen.findByRole('region', { name: 'Start something' });
    const row = await within(card).findByRole('row', { name: /New service/ });
    expect(row).toHaveTextContent('A service with its own repository.');
    expect(row).toHaveAttribute(
      'data-href',
      '/create/templates/default/shop-service',
    );
    expect(
      within(card).getByRole('link', { name: 'All templates' }),
    ).toHaveAttribute('href', '/create');
  });

  it('says that there are no templates', async () => {
    renderHome(OLGA, { entities: [] });
    expect(
      await screen.findByText('There are no templates yet.'),
    ).toBeVisible();
  });

  it('reads the templates again when asked to', async () => {
    const { catalogApi } = renderHome(OLGA);
    catalogApi.getEntities = async () => {
      throw new Error('The catalog does not answer.');
    };
    const card = await screen.findByRole('region', { name: 'Start something' });
    expect(card).toHaveAttribute('aria-busy', 'true');
    const button = await within(card).findByRole(
      'button',
      { name: 'Try again' },
      { timeout: 5_000 },
    );
    expect(card).toHaveTextContent('Could not read the templates.');

    catalogApi.getEntities = async () => ({ items: [newService] });
    await userEvent.click(button);
    expect(
      await within(card).findByRole('row', { name: /New service/ }),
    ).toBeVisible();
  });

  it('takes the keyboard to the search field with /', async () => {
    renderHome(VERA);
    const field = await screen.findByRole('searchbox', {
      name: 'Search services, people, docs',
    });
    await userEvent.keyboard('/');
    expect(field).toHaveFocus();
    await userEvent.keyboard('a/b');
    expect(field).toHaveValue('a/b');
  });
});
