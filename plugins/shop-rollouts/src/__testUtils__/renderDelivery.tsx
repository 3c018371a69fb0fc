import { ReactElement } from 'react';
import { act } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { Entity } from '@backstage/catalog-model';
import {
  createApiMock,
  mockApis,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import {
  DialogApi,
  dialogApiRef,
  identityApiRef,
} from '@backstage/frontend-plugin-api';
import {
  defaultEntityPresentation,
  EntityProvider,
  entityPresentationApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  Delivery,
  DELIVERY_SIGNAL_CHANNEL,
  DeliverySummary,
  Operation,
  SourceState,
} from '@shop-portal/plugin-shop-rollouts-common';
import { HomeRole, HomeRoleContext } from '@shop-portal/plugin-shop-react';
import { shopRolloutsApiRef } from '../api';
import { DeliveryTab } from '../components/DeliveryTab/DeliveryTab';
import { createQueryClient } from '../queries/createQueryClient';
import {
  DANA,
  delivery as aDelivery,
  ENTITY_REF,
  operation,
} from './deliveries';
import { FakeSignals } from './FakeSignals';

const NAMES: Record<string, string> = {
  'olga.petrova': 'Olga Petrova',
  'dana.kim': 'Dana Kim',
};

const presentationApi: typeof entityPresentationApiRef.T = {
  forEntity: entityOrRef => {
    const fallback = defaultEntityPresentation(entityOrRef);
    const snapshot = {
      ...fallback,
      primaryTitle: NAMES[fallback.primaryTitle] ?? fallback.primaryTitle,
    };
    return { snapshot, promise: Promise.resolve(snapshot) };
  },
};

export const storefront: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'storefront', namespace: 'default' },
  spec: {
    type: 'website',
    lifecycle: 'production',
    owner: 'group:default/shop-team',
  },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/shop-team' }],
};

export const createShopRolloutsApi = createApiMock(shopRolloutsApiRef, () => ({
  getDelivery: jest.fn(),
  getSummaries: jest.fn(),
  getOperations: jest.fn(),
  actOnRollout: jest.fn(),
  actOnApplication: jest.fn(),
}));

export interface RenderOptions {
  /** What the backend answers; may be changed while the test runs. */
  delivery?: Delivery;
  /** In place of the answer: how the first read goes. */
  firstRead?: () => Promise<Delivery>;
  summaries?: DeliverySummary[];
  /** What the summaries say about clusters and Argo CD. */
  sources?: SourceState[];
  homeRole?: HomeRole;
  /** In place of the first summaries. */
  summariesError?: Error;
  operations?: Operation[];
  path?: string;
  currentUser?: string;
  ownershipEntityRefs?: string[];
  /** In place of the app's own place for dialogs. */
  dialogApi?: DialogApi;
  config?: object;
}

export interface RenderedBackend {
  api: ReturnType<typeof createShopRolloutsApi>;
  signals: FakeSignals;
  /** The backend answers differently from now on, and says so. */
  change: (next: Delivery) => Promise<void>;
  /** The backend answers differently, but nobody hears of it. */
  changeSilently: (next: Delivery) => void;
}

/** Renders an element with a backend, signals and people of its own. */
export function renderWithBackend(
  element: ReactElement,
  options: RenderOptions = {},
): RenderedBackend {
  const answer = { current: options.delivery ?? aDelivery() };
  const signals = new FakeSignals();
  const api = createShopRolloutsApi({
    getDelivery: jest.fn(async () => answer.current),
    getSummaries: jest.fn(async () => ({
      items: options.summaries ?? [],
      sources: options.sources ?? [],
    })),
    getOperations: jest.fn(async () => options.operations ?? []),
    actOnRollout: jest.fn(async () => ({ operation: operation() })),
    actOnApplication: jest.fn(async () => ({ operation: operation() })),
  });
  if (options.summariesError) {
    api.getSummaries.mockRejectedValueOnce(options.summariesError);
  }
  if (options.firstRead) {
    api.getDelivery.mockImplementationOnce(options.firstRead);
  }
  const client = createQueryClient();
  client.setDefaultOptions({
    queries: { ...client.getDefaultOptions().queries, retry: false },
  });
  const user = options.currentUser ?? DANA;

  renderInTestApp(
    <QueryClientProvider client={client}>
      <HomeRoleContext.Provider value={options.homeRole}>
        {element}
      </HomeRoleContext.Provider>
    </QueryClientProvider>,
    {
      apis: [
        api,
        [signalApiRef, signals],
        ...(options.dialogApi
          ? [[dialogApiRef, options.dialogApi] as const]
          : []),
        [entityPresentationApiRef, presentationApi],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: user,
            ownershipEntityRefs: options.ownershipEntityRefs ?? [
              user,
              'group:default/shop-team',
            ],
          }),
        ],
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: [options.path ?? '/'],
      config: options.config as never,
    },
  );

  return {
    api,
    signals,
    change: async (next: Delivery) => {
      answer.current = next;
      await act(async () => {
        signals.send(DELIVERY_SIGNAL_CHANNEL, { entityRefs: [ENTITY_REF] });
      });
    },
    changeSilently: (next: Delivery) => {
      answer.current = next;
    },
  };
}

/** Renders the Delivery tab of storefront. */
export function renderTab(options: RenderOptions = {}): RenderedBackend {
  return renderWithBackend(
    <EntityProvider entity={storefront}>
      <DeliveryTab />
    </EntityProvider>,
    options,
  );
}
