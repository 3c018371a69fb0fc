import { DraftObject } from '../ResourceStore';

export const ROLLOUTS =
  '/apis/argoproj.io/v1alpha1/namespaces/ecommerce/rollouts';
export const PODS = '/api/v1/namespaces/ecommerce/pods';
export const CONFIG_MAPS = '/api/v1/namespaces/ecommerce/configmaps';

export function rollout(name = 'storefront', replicas = 3): DraftObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name, namespace: 'ecommerce' },
    spec: { replicas },
  };
}

export function configMap(
  name: string,
  labels: Record<string, string> = {},
): DraftObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'ecommerce', labels },
    data: { key: 'value' },
  };
}

export function pod(name: string): DraftObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'ecommerce' },
    spec: { containers: [{ name: 'web', image: 'shop/web:1' }] },
  };
}
