import { toTimestamp } from '../framework/time';
import { HASH_LABEL, rolloutSchema } from '../rollout/schema';
import type { RolloutSnapshot } from '../rollout/RolloutContext';
import { computeTemplateHash } from '../workloads/podTemplate';
import {
  podSchema,
  podTemplateSchema,
  replicaSetSchema,
  serviceSchema,
} from '../workloads/schemas';
import { NAMESPACE, podTemplate } from './TestCluster';

export const NOW = Date.parse('2026-11-22T10:00:00Z');

export function hashOf(image: string): string {
  const template = podTemplateSchema.parse(podTemplate('checkout', image));
  return computeTemplateHash(template, HASH_LABEL);
}

function metadata(name: string, more: Record<string, unknown> = {}) {
  return {
    name,
    namespace: NAMESPACE,
    uid: `uid-of-${name}`,
    resourceVersion: '1',
    generation: 1,
    creationTimestamp: toTimestamp(NOW - 600_000),
    ...more,
  };
}

export function condition(type: string, status: string, reason: string) {
  const timestamp = toTimestamp(NOW - 20_000);
  return {
    type,
    status,
    reason,
    message: '',
    lastUpdateTime: timestamp,
    lastTransitionTime: timestamp,
  };
}

/** A Rollout that is healthy at `nginx:1.0`, changed as a case needs it. */
export function rolloutSnapshot(
  options: {
    spec?: Record<string, unknown>;
    blueGreen?: Record<string, unknown>;
    status?: Record<string, unknown>;
    replicaSets?: RolloutSnapshot['replicaSets'];
    services?: RolloutSnapshot['services'];
    pods?: RolloutSnapshot['pods'];
    revision?: string;
  } = {},
): RolloutSnapshot {
  const hash = hashOf('nginx:1.0');
  const status = {
    observedGeneration: '1',
    phase: 'Healthy',
    currentPodHash: hash,
    stableRS: hash,
    blueGreen: { activeSelector: hash, previewSelector: hash },
    canary: {},
    replicas: 2,
    updatedReplicas: 2,
    readyReplicas: 2,
    availableReplicas: 2,
    conditions: [condition('Progressing', 'True', 'NewReplicaSetAvailable')],
    ...options.status,
  };
  const rollout = rolloutSchema.parse({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: metadata('checkout', {
      annotations: {
        'rollout.argoproj.io/revision': options.revision ?? '1',
      },
    }),
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'checkout' } },
      template: podTemplate('checkout', 'nginx:1.0'),
      strategy: {
        blueGreen: {
          activeService: 'checkout-active',
          previewService: 'checkout-preview',
          autoPromotionEnabled: false,
          ...options.blueGreen,
        },
      },
      ...options.spec,
    },
    status,
  });
  return {
    rollout,
    storedStatus: status,
    replicaSets: options.replicaSets ?? [replicaSet('nginx:1.0')],
    services: options.services ?? [
      service('checkout-active', hash),
      service('checkout-preview', hash),
    ],
    pods: options.pods ?? [],
    now: NOW,
  };
}

export function replicaSet(
  image: string,
  options: {
    replicas?: number;
    available?: number;
    annotations?: Record<string, string>;
  } = {},
) {
  const hash = hashOf(image);
  const labels = { app: 'checkout', [HASH_LABEL]: hash };
  const { replicas = 2, available = replicas } = options;
  return replicaSetSchema.parse({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: metadata(`checkout-${hash}`, {
      labels,
      annotations: {
        'rollout.argoproj.io/revision': '1',
        'rollout.argoproj.io/desired-replicas': '2',
        ...options.annotations,
      },
    }),
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        ...podTemplate('checkout', image),
        metadata: { labels },
      },
    },
    status: {
      replicas,
      readyReplicas: available,
      availableReplicas: available,
      observedGeneration: 1,
    },
  });
}

export function service(
  name: string,
  hash?: string,
  options: {
    selector?: Record<string, string>;
    annotations?: Record<string, string>;
  } = {},
) {
  return serviceSchema.parse({
    metadata: metadata(name, { annotations: options.annotations }),
    spec: {
      selector: {
        app: 'checkout',
        ...(hash && { [HASH_LABEL]: hash }),
        ...options.selector,
      },
    },
  });
}

export function pod(name: string, createdMillis: number) {
  return podSchema.parse({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadata(name, { creationTimestamp: toTimestamp(createdMillis) }),
    spec: podTemplate('checkout', 'nginx:1.0').spec,
  });
}
