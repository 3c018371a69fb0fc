import {
  ApplicationView,
  Delivery,
  DeliveryEnvironment,
  Lane,
  Operation,
  ReleaseHistory,
  RolloutAction,
  RolloutView,
  Stack,
} from '@shop-portal/plugin-shop-rollouts-common';

/** What "now" is in tests that fix the clock. */
export const NOW = new Date('2026-11-22T14:14:00Z');

export const ENTITY_REF = 'component:default/storefront';
export const OLGA = 'user:default/olga.petrova';
export const DANA = 'user:default/dana.kim';

export const DEV: DeliveryEnvironment = {
  name: 'dev',
  title: 'Development',
  order: 10,
  production: false,
};

export const PROD: DeliveryEnvironment = {
  name: 'prod',
  title: 'Production',
  order: 20,
  production: true,
};

const ACTIONS: RolloutAction[] = ['promote', 'promote-full', 'abort', 'retry'];

/** Offers in which only the named actions are possible. */
export function offers(...possible: RolloutAction[]): RolloutView['actions'] {
  return ACTIONS.map(action =>
    possible.includes(action)
      ? { action, possible: true }
      : {
          action,
          possible: false,
          refusal: {
            code: 'wrong-state',
            detail:
              action === 'retry' ? 'nothing was aborted.' : 'nothing waits.',
          },
        },
  );
}

export function stack(overrides: Partial<Stack> = {}): Stack {
  const tag = overrides.tag ?? '826a72c4';
  return {
    role: 'live',
    hash: `hash-${tag}`,
    tag,
    images: [
      { container: 'app', image: `registry/shop/storefront:${tag}`, tag },
    ],
    revision: 6,
    replicas: { desired: 2, ready: 2, total: 2 },
    createdAt: '2026-11-19T14:00:00Z',
    pods: [
      {
        name: `storefront-${tag}-a`,
        ready: true,
        status: 'Running',
        restarts: 0,
      },
      {
        name: `storefront-${tag}-b`,
        ready: true,
        status: 'Running',
        restarts: 1,
      },
    ],
    ...overrides,
  };
}

export function preview(overrides: Partial<Stack> = {}): Stack {
  return stack({
    role: 'preview',
    tag: '9f31c02',
    revision: 7,
    createdAt: '2026-11-22T14:02:00Z',
    ...overrides,
  });
}

/** A Rollout that waits in prod: 826a72c4 is live, 9f31c02 is ready. */
export function rollout(overrides: Partial<RolloutView> = {}): RolloutView {
  return {
    target: {
      kind: 'rollout',
      cluster: 'shop-prod',
      namespace: 'ecommerce',
      name: 'storefront',
    },
    state: 'waiting',
    strategy: 'blue-green',
    phase: 'Paused',
    message: 'BlueGreenPause',
    seen: {
      uid: 'uid-prod',
      generation: 7,
      podHash: 'hash-9f31c02',
      stableHash: 'hash-826a72c4',
      pauseConditions: [
        { reason: 'BlueGreenPause', startTime: '2026-11-22T14:02:00Z' },
      ],
    },
    live: stack(),
    preview: preview(),
    old: [],
    since: '2026-11-22T14:02:00Z',
    progressDeadlineSeconds: 600,
    scaleDownDelaySeconds: 600,
    autoPromotionEnabled: false,
    controllerVersion: 'v1.10.0',
    claimed: true,
    previewUrl: 'https://preview.shop.example',
    actions: offers('promote', 'promote-full', 'abort'),
    ...overrides,
  };
}

/** A Rollout at which nothing waits: 9f31c02 is live in dev. */
export function quietRollout(
  overrides: Partial<RolloutView> = {},
): RolloutView {
  return rollout({
    target: {
      kind: 'rollout',
      cluster: 'shop-dev',
      namespace: 'ecommerce',
      name: 'storefront',
    },
    state: 'live',
    phase: 'Healthy',
    message: '',
    seen: {
      uid: 'uid-dev',
      generation: 3,
      podHash: 'hash-9f31c02',
      stableHash: 'hash-9f31c02',
      pauseConditions: [],
    },
    live: stack({ tag: '9f31c02' }),
    preview: undefined,
    previewUrl: undefined,
    since: '2026-11-19T14:14:00Z',
    actions: offers(),
    ...overrides,
  });
}

export function application(
  overrides: Partial<ApplicationView> = {},
): ApplicationView {
  return {
    target: {
      kind: 'application',
      instance: 'main',
      namespace: 'argocd',
      name: 'storefront-prod',
    },
    url: 'https://argocd.shop.example/applications/storefront-prod',
    sync: 'Synced',
    health: 'Suspended',
    revision: '4d2e1f0a9b8c7d6e5f40312233445566778899aa',
    revisionUrl: 'https://git.shop.example/shop/deploy/commit/4d2e1f0',
    outOfSyncResources: [],
    autoSync: true,
    selfHeal: false,
    conditions: [],
    images: [],
    claimed: true,
    actions: [
      { action: 'sync', possible: true },
      { action: 'refresh', possible: true },
    ],
    ...overrides,
  };
}

export function lane(
  environment: DeliveryEnvironment,
  overrides: Partial<Lane> = {},
): Lane {
  return {
    environment,
    rollouts: [],
    deployments: [],
    applications: [],
    ...overrides,
  };
}

/** prod first, so that the order on the screen is not just kept by luck. */
export function delivery(overrides: Partial<Delivery> = {}): Delivery {
  return {
    entityRef: ENTITY_REF,
    version: 'v1',
    readAt: NOW.toISOString(),
    linked: true,
    selector: 'backstage.io/kubernetes-id=storefront',
    clusters: ['shop-dev', 'shop-prod'],
    lanes: [
      lane(PROD, { rollouts: [rollout()], applications: [application()] }),
      lane(DEV, { rollouts: [quietRollout()] }),
    ],
    stale: [],
    recentOperations: [],
    ...overrides,
  };
}

/** A delivery of which only prod matters. */
export function prodDelivery(
  view: RolloutView,
  overrides: Partial<Delivery> = {},
): Delivery {
  return delivery({ lanes: [lane(PROD, { rollouts: [view] })], ...overrides });
}

/** What Git tells about the release that waits. */
export const HISTORY: ReleaseHistory = {
  commits: [
    {
      tag: '9f31c02',
      sha: '9f31c02aa0000000000000000000000000000000',
      subject: 'Fix checkout rounding',
      author: 'Dana Kim',
      url: 'https://git.shop.example/shop/storefront/commit/9f31c02',
    },
  ],
  comparisons: [
    { base: '826a72c4', head: '9f31c02', aheadBy: 2, authors: ['Dana Kim'] },
  ],
};

export function operation(overrides: Partial<Operation> = {}): Operation {
  return {
    id: 'operation-1',
    entityRef: ENTITY_REF,
    environment: 'prod',
    target: rollout().target,
    action: 'promote',
    phase: 'accepted',
    requestedBy: OLGA,
    requestedAt: '2026-11-22T14:02:06Z',
    from: { hash: 'hash-826a72c4', tag: '826a72c4' },
    to: { hash: 'hash-9f31c02', tag: '9f31c02' },
    steps: [{ phase: 'accepted', at: '2026-11-22T14:02:06Z' }],
    ...overrides,
  };
}
