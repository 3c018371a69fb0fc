import { ObjectKey, ResourceReader } from '../kubernetes';

const SCALABLE = [
  { group: 'apps', plural: 'deployments' },
  { group: 'argoproj.io', plural: 'rollouts' },
];

/**
 * What a service is in an environment, with the cluster that holds it.
 *
 * @throws Error where it is not deployed
 */
export function findWorkloads<Store extends ResourceReader>(
  stores: readonly Store[],
  { service, environment }: { service: string; environment: string },
): Array<{ store: Store; key: ObjectKey }> {
  const labels = { 'app.kubernetes.io/name': service, environment };
  const found = stores.flatMap(store =>
    SCALABLE.flatMap(type =>
      store.list(type, { labels }).map(({ metadata }) => ({
        store,
        key: { ...type, namespace: metadata.namespace, name: metadata.name },
      })),
    ),
  );
  if (found.length === 0) {
    throw new Error(`${service} does not run in ${environment}.`);
  }
  return found;
}
