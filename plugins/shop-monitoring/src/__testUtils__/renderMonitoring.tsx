import { ReactElement } from 'react';
import { Entity } from '@backstage/catalog-model';
import {
  createApiMock,
  mockApis,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { identityApiRef } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { QueryClientProvider } from '@tanstack/react-query';
import { useLocation } from 'react-router-dom';
import { ShopMonitoringApi, shopMonitoringApiRef } from '../api';
import { MonitoringTab } from '../components/MonitoringTab/MonitoringTab';
import { createQueryClient } from '../queries/createQueryClient';
import {
  alertsAnswer,
  dashboardAnswer,
  healthAnswer,
  marksAnswer,
  monitorsAnswer,
  panel,
  panelData,
  prod,
  probesAnswer,
  source,
} from './answers';

export const storefront: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'storefront', namespace: 'default' },
  spec: { type: 'website', owner: 'group:default/shop-team' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/shop-team' }],
};

const createApi = createApiMock(shopMonitoringApiRef, () => ({
  getHealth: jest.fn(),
  getHealthList: jest.fn(),
  getMonitors: jest.fn(),
  getAlerts: jest.fn(),
  getProbes: jest.fn(),
  getMarks: jest.fn(),
  getDashboards: jest.fn(),
  getDashboard: jest.fn(),
  getPanelData: jest.fn(),
}));

/** A backend on which everything answers; each answer may be replaced. */
export function createShopMonitoringApi(answers: Partial<ShopMonitoringApi>) {
  return createApi({
    getHealth: jest.fn(async () => healthAnswer()),
    getHealthList: jest.fn(async () => ({ items: [] })),
    getMonitors: jest.fn(async () => monitorsAnswer()),
    getAlerts: jest.fn(async () => alertsAnswer()),
    getProbes: jest.fn(async () => probesAnswer()),
    getMarks: jest.fn(async () => marksAnswer()),
    getDashboards: jest.fn(async () => ({
      environment: prod,
      sources: [source('grafana', { instance: 'main' })],
      items: [
        {
          instance: 'main',
          uid: 'svc',
          title: 'Service overview',
          tags: [],
          link: 'https://grafana.example/d/svc',
        },
      ],
    })),
    getDashboard: jest.fn(async () =>
      dashboardAnswer([panel(1, 'timeseries', { title: 'Errors' })]),
    ),
    getPanelData: jest.fn(async (_, __, panelId) => panelData(panelId)),
    ...answers,
  });
}

function Address() {
  const { search } = useLocation();
  return <output aria-label="Address">{search}</output>;
}

export interface RenderOptions {
  answers?: Partial<ShopMonitoringApi>;
  /** Query of the address: `?env=dev`. */
  search?: string;
  entities?: Entity[];
  ownershipEntityRefs?: string[];
}

/** Renders an element with a backend of its own. */
export function renderWithBackend(
  element: ReactElement,
  options: RenderOptions = {},
) {
  const api = createShopMonitoringApi(options.answers ?? {});
  const client = createQueryClient();
  client.setDefaultOptions({
    queries: { ...client.getDefaultOptions().queries, retry: false },
  });
  renderInTestApp(
    <QueryClientProvider client={client}>
      {element}
      <Address />
    </QueryClientProvider>,
    {
      apis: [
        api,
        [catalogApiRef, catalogApiMock({ entities: options.entities ?? [] })],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: 'user:default/dana.kim',
            ownershipEntityRefs: options.ownershipEntityRefs ?? [
              'group:default/shop-team',
            ],
          }),
        ],
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: [`/${options.search ?? ''}`],
    },
  );
  return api;
}

/** Renders the Monitoring tab of storefront. */
export function renderTab(options: RenderOptions = {}) {
  return renderWithBackend(
    <EntityProvider entity={storefront}>
      <MonitoringTab />
    </EntityProvider>,
    options,
  );
}
