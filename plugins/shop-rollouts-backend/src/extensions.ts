import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * What is needed to watch a cluster, and to act on it.
 * @public
 */
export interface ClusterDetails {
  /** Name as used in `shopRollouts.environments`. */
  name: string;
  /** Address of its API server, https. */
  url: string;
  /** Certificate authority, base64 of its PEM text. */
  caData?: string;
  /** Token that may get, list and watch. */
  readerToken: string;
}

/**
 * Names clusters from somewhere else than `kubernetes.clusterLocatorMethods`.
 * Asked once, at startup.
 * @public
 */
export interface ClusterSupplier {
  getClusters(): Promise<ClusterDetails[]>;
}

/** @public */
export interface ShopRolloutsClustersExtensionPoint {
  addSupplier(supplier: ClusterSupplier): void;
}

/**
 * Adds clusters. What may be written to stays a matter of
 * `shopRollouts.clusters.<name>.serviceAccountToken`.
 * @public
 */
export const shopRolloutsClustersExtensionPoint =
  createExtensionPoint<ShopRolloutsClustersExtensionPoint>({
    id: 'shop-rollouts.clusters',
  });
