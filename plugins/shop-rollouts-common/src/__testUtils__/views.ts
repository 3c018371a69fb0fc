import {
  ApplicationView,
  Delivery,
  Lane,
  LaneState,
  Operation,
  RolloutView,
  Stack,
} from '../types';
import { ago, ENTITY_REF, NEW, NOW, OLD } from './objects';

export function aStack(parts: Partial<Stack> = {}): Stack {
  return {
    role: 'live',
    hash: OLD,
    tag: '826a72c4',
    images: [],
    replicas: { desired: 2, ready: 2, total: 2 },
    pods: [],
    ...parts,
  };
}

/** `826a72c4` is live, `9f31c02` is in preview. */
export function aView(
  state: LaneState,
  parts: Partial<RolloutView> = {},
): RolloutView {
  return {
    target: {
      kind: 'rollout',
      cluster: 'shop-prod',
      namespace: 'ecommerce',
      name: 'storefront',
    },
    state,
    strategy: 'blue-green',
    phase: 'Paused',
    message: '',
    seen: {
      uid: 'rollout-uid',
      generation: 3,
      podHash: NEW,
      stableHash: OLD,
      pauseConditions: [],
    },
    live: aStack(),
    preview: aStack({ role: 'preview', hash: NEW, tag: '9f31c02' }),
    old: [],
    since: ago(720),
    progressDeadlineSeconds: 600,
    scaleDownDelaySeconds: 600,
    autoPromotionEnabled: false,
    controllerVersion: 'v1.10.0',
    claimed: true,
    actions: [],
    ...parts,
  };
}

/** Only `9f31c02` runs. */
export function aLiveView(parts: Partial<RolloutView> = {}): RolloutView {
  return aView('live', {
    live: aStack({ hash: NEW, tag: '9f31c02' }),
    preview: undefined,
    since: ago(3 * 86400),
    ...parts,
  });
}

export function anApplicationView(
  parts: Partial<ApplicationView> = {},
): ApplicationView {
  return {
    target: {
      kind: 'application',
      instance: 'main',
      namespace: 'argocd',
      name: 'storefront-prod',
    },
    sync: 'Synced',
    health: 'Healthy',
    outOfSyncResources: [],
    autoSync: true,
    selfHeal: false,
    conditions: [],
    images: ['registry.shop.example/shop/advertisements:77d0a12'],
    claimed: true,
    actions: [],
    ...parts,
  };
}

export function aLane(
  name: string,
  rollouts: RolloutView[],
  applications: ApplicationView[] = [],
): Lane {
  return {
    environment: { name, title: name, order: 1, production: name === 'prod' },
    rollouts,
    deployments: [],
    applications,
  };
}

export function aDelivery(
  lanes: Lane[],
  parts: Partial<Delivery> = {},
): Delivery {
  return {
    entityRef: ENTITY_REF,
    version: '1',
    readAt: NOW.toISOString(),
    linked: true,
    clusters: ['shop-dev', 'shop-prod'],
    lanes,
    stale: [],
    recentOperations: [],
    ...parts,
  };
}

export function anOperation(parts: Partial<Operation> = {}): Operation {
  return {
    id: '1',
    entityRef: ENTITY_REF,
    environment: 'prod',
    target: {
      kind: 'rollout',
      cluster: 'shop-prod',
      namespace: 'ecommerce',
      name: 'storefront',
    },
    action: 'promote',
    phase: 'done',
    requestedBy: 'user:default/olga.petrova',
    requestedAt: '2026-11-22T14:02:06Z',
    from: { hash: OLD, tag: '826a72c4' },
    to: { hash: NEW, tag: '9f31c02' },
    steps: [],
    ...parts,
  };
}
