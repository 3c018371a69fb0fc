import { ResourceStore } from '../kubernetes';

/** Namespaces that exist in every cluster. */
export const CLUSTER_NAMESPACES = [
  'default',
  'kube-system',
  'argocd',
  'argo-rollouts',
  'monitoring',
  'ecommerce',
  'ecommerce-staging',
  'coffeeshop',
];

const CONTROLLER_LABELS = { 'app.kubernetes.io/name': 'argo-rollouts' };
const CONTROLLER_IMAGE = 'quay.io/argoproj/argo-rollouts:v1.10.0';

/** What a platform team installs before any service: the Rollouts controller. */
export function createClusterBasics(store: ResourceStore): void {
  const type = { group: 'apps', plural: 'deployments' };
  const name = 'argo-rollouts';
  if (store.get({ ...type, namespace: name, name })) {
    return;
  }
  store.create(type, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: name, labels: CONTROLLER_LABELS },
    spec: {
      replicas: 1,
      selector: { matchLabels: CONTROLLER_LABELS },
      template: {
        metadata: { labels: CONTROLLER_LABELS },
        spec: { containers: [{ name, image: CONTROLLER_IMAGE }] },
      },
    },
  });
}
