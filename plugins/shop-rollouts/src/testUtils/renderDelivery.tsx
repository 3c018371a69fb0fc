import { ReactElement } from 'react';
import { act } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { Entity } from '@backstage/catalog-model';
import { createApiMock, mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { identityApiRef } from '@backstage/frontend-plugin-api';
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
} from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsApiRef } from '../api';
import { DeliveryTab } from '../components/DeliveryTab/DeliveryTab';
import { createQueryClient } from '../queries/createQueryClient';
import { DANA, delivery as aDelivery, ENTITY_REF, operation } from './deliveries';
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
  spec: { type: 'website', lifecycle: 'production', owner: 'group:default/shop-team' },
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
  path?: string;
  currentUser?: string;
  ownershipEntityRefs?: string[];
  config?: object;
}

/** Renders an element with a backend, signals and people of its own. */
export function renderWithBackend(
  element: ReactElement,
  options: RenderOptions = {},
) {
  const answer = { current: options.delivery ?? aDelivery() };
  const signals = new FakeSignals();
  const api = createShopRolloutsApi({
    getDelivery: jest.fn(async () => answer.current),
    getSummaries: jest.fn(async () => []),
    getOperations: jest.fn(async () => []),
    actOnRollout: jest.fn(async () => ({ operation: operation() })),
    actOnApplication: jest.fn(async () => ({ operation: operation() })),
  });
  if (options.firstRead) {
    api.getDelivery.mockImplementationOnce(options.firstRead);
  }
  const client = createQueryClient();
  client.setDefaultOptions({
    queries: { ...client.getDefaultOptions().queries, retry: false },
  });
  const user = options.currentUser ?? DANA;

  const view = renderInTestApp(
    <QueryClientProvider client={client}>{element}</QueryClientProvider>,
    {
      apis: [
        api,
        [signalApiRef, signals],
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
    ...view,
    api,
    signals,
    /** The backend answers differently from now on, and says so. */
    change: async (next: Delivery) => {
      answer.current = next;
      await act(async () => {
        signals.send(DELIVERY_SIGNAL_CHANNEL, { entityRefs: [ENTITY_REF] });
      });
    },
    /** The backend answers differently, but nobody hears of it. */
    changeSilently: (next: Delivery) => {
      answer.current = next;
    },
  };
}

/** Renders the Delivery tab of storefront. */
export function renderTab(options: RenderOptions = {}) {
  return renderWithBackend(
    <EntityProvider entity={storefront}>
      <DeliveryTab />
    </EntityProvider>,
    options,
  );
}
