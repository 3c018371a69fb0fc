import { KubernetesObject } from './ResourceStore';

const CLUSTER_IP_PREFIX = '10.96';

/**
 * Fills in what a real server would, as far as somebody here reads it. Custom
 * resources have no defaults.
 */
export function applyDefaults(object: KubernetesObject): KubernetesObject {
  switch (`${object.apiVersion}/${object.kind}`) {
    case 'apps/v1/Deployment':
    case 'apps/v1/ReplicaSet':
    case 'apps/v1/StatefulSet':
      return withSpec(object, { replicas: 1 });
    case 'v1/Pod':
      return {
        ...withSpec(object, { restartPolicy: 'Always' }),
        status: { phase: 'Pending', qosClass: 'BestEffort' },
      };
    case 'v1/Service':
      return {
        ...withSpec(object, {
          type: 'ClusterIP',
          sessionAffinity: 'None',
          clusterIP: clusterAddress(object.metadata.uid),
        }),
        status: { loadBalancer: {} },
      };
    case 'v1/Namespace':
      return {
        ...object,
        metadata: {
          ...object.metadata,
          labels: {
            ...object.metadata.labels,
            'kubernetes.io/metadata.name': object.metadata.name,
          },
        },
        status: { phase: 'Active' },
      };
    default:
      return object;
  }
}

function withSpec(
  object: KubernetesObject,
  defaults: Record<string, unknown>,
): KubernetesObject {
  return {
    ...object,
    spec: { ...defaults, ...toRecord(object.spec) },
  };
}

function toRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}

/** Stable for an object and unlikely to be another's; nothing routes to it. */
function clusterAddress(uid: string): string {
  const third = parseInt(uid.slice(0, 2), 16);
  const fourth = parseInt(uid.slice(2, 4), 16);
  return `${CLUSTER_IP_PREFIX}.${third}.${Math.max(1, fourth % 255)}`;
}
