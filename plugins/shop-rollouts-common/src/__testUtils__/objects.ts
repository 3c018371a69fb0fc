import {
  parsePod,
  parseReplicaSet,
  parseRollout,
  PodObject,
  ReplicaSetObject,
  RolloutObject,
} from '../kubernetes';

export const ENTITY_REF = 'component:default/storefront';
export const OLD = '6f8fdbd5b';
export const NEW = '7c4d75b697';
export const NOW = new Date('2026-11-22T14:00:00Z');

/** So many seconds before {@link NOW}, or after it when negative. */
export function ago(seconds: number): string {
  return new Date(NOW.getTime() - seconds * 1000)
    .toISOString()
    .replace('.000', '');
}

interface RolloutParts {
  metadata?: object;
  spec?: object;
  blueGreen?: object;
  status?: object;
}

/** A blue-green Rollout that is Healthy with the release {@link OLD}. */
export function aRollout(parts: RolloutParts = {}): RolloutObject {
  return required(
    parseRollout({
      metadata: {
        name: 'storefront',
        namespace: 'ecommerce',
        uid: 'rollout-uid',
        generation: 3,
        creationTimestamp: ago(90 * 86400),
        annotations: {
          'backstage.io/entity-ref': ENTITY_REF,
          'rollout.argoproj.io/revision': '7',
        },
        ...parts.metadata,
      },
      spec: {
        replicas: 2,
        strategy: {
          blueGreen: {
            activeService: 'storefront-active',
            previewService: 'storefront-preview',
            autoPromotionEnabled: false,
            scaleDownDelaySeconds: 600,
            ...parts.blueGreen,
          },
        },
        ...parts.spec,
      },
      status: {
        observedGeneration: '3',
        phase: 'Healthy',
        currentPodHash: OLD,
        stableRS: OLD,
        blueGreen: { activeSelector: OLD, previewSelector: OLD },
        canary: {},
        replicas: 2,
        updatedReplicas: 2,
        readyReplicas: 2,
        availableReplicas: 2,
        conditions: [condition('Completed', 'RolloutCompleted', 3 * 86400)],
        ...parts.status,
      },
    }),
  );
}

/** The release {@link NEW} waits in preview. */
export function aWaitingRollout(parts: RolloutParts = {}): RolloutObject {
  return anUpdatingRollout({
    ...parts,
    status: {
      phase: 'Paused',
      message: 'BlueGreenPause',
      controllerPause: true,
      pauseConditions: [{ reason: 'BlueGreenPause', startTime: ago(720) }],
      ...parts.status,
    },
  });
}

/** The release {@link NEW} is on its way, {@link OLD} is live. */
export function anUpdatingRollout(parts: RolloutParts = {}): RolloutObject {
  return aRollout({
    ...parts,
    status: {
      phase: 'Progressing',
      message: 'active service cutover pending',
      currentPodHash: NEW,
      blueGreen: { activeSelector: OLD, previewSelector: NEW },
      ...parts.status,
    },
  });
}

export function anAbortedRollout(parts: RolloutParts = {}): RolloutObject {
  return anUpdatingRollout({
    ...parts,
    status: {
      phase: 'Degraded',
      message: 'RolloutAborted: Rollout aborted update to revision 8',
      abort: true,
      abortedAt: ago(12),
      conditions: [condition('Progressing', 'RolloutAborted', 12)],
      ...parts.status,
    },
  });
}

export function condition(type: string, reason: string, age: number) {
  return { type, reason, status: 'True', lastTransitionTime: ago(age) };
}

export function aReplicaSet(
  hash: string,
  options: {
    tag?: string;
    revision?: number;
    desired?: number;
    ready?: number;
    created?: number;
    scaleDownAt?: string;
    images?: Record<string, string>;
  } = {},
): ReplicaSetObject {
  const { tag = hash, revision = 1, desired = 2, created = 720 } = options;
  const ready = options.ready ?? desired;
  const images = options.images ?? {
    storefront: `registry.shop.example/shop/storefront:${tag}`,
  };
  return required(
    parseReplicaSet({
      metadata: {
        name: `storefront-${hash}`,
        namespace: 'ecommerce',
        uid: `uid-${hash}`,
        creationTimestamp: ago(created),
        labels: { 'rollouts-pod-template-hash': hash },
        annotations: {
          'rollout.argoproj.io/revision': String(revision),
          ...(options.scaleDownAt && {
            'scale-down-deadline': options.scaleDownAt,
          }),
        },
        ownerReferences: [
          { kind: 'Rollout', name: 'storefront', uid: 'rollout-uid' },
        ],
      },
      spec: {
        replicas: desired,
        template: {
          spec: {
            containers: Object.entries(images).map(([name, image]) => ({
              name,
              image,
            })),
          },
        },
      },
      status: {
        replicas: desired,
        readyReplicas: ready,
        availableReplicas: ready,
      },
    }),
  );
}

/** {@link OLD} is tag 826a72c4, {@link NEW} is tag 9f31c02. */
export function bothReplicaSets(): ReplicaSetObject[] {
  return [
    aReplicaSet(OLD, { tag: '826a72c4', revision: 7, created: 3 * 86400 }),
    aReplicaSet(NEW, { tag: '9f31c02', revision: 8 }),
  ];
}

export function aPod(
  options: {
    name?: string;
    hash?: string;
    spec?: object;
    status?: object;
    metadata?: object;
  } = {},
): PodObject {
  const { name = 'storefront-1', hash = NEW } = options;
  return required(
    parsePod({
      metadata: {
        name,
        namespace: 'ecommerce',
        uid: `uid-${name}`,
        ownerReferences: [
          { kind: 'ReplicaSet', name: hash, uid: `uid-${hash}` },
        ],
        ...options.metadata,
      },
      spec: { containers: [{ name: 'storefront' }], ...options.spec },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [
          { name: 'storefront', ready: true, state: { running: {} } },
        ],
        ...options.status,
      },
    }),
  );
}

function required<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error('The test object does not parse');
  }
  return value;
}
