import { JsonObject } from '@backstage/types';

/** A cluster as the portal is told of it. */
export interface PortalCluster {
  name: string;
  url: string;
  /** PEM in base64. */
  caData: string;
  tokens: { reader: string; changer: string };
}

export interface PortalConfigOptions {
  clusters: PortalCluster[];
  /** What belongs to each cluster's environment. */
  namespaces?: string[];
  argocd?: Array<{ name: string; url: string; token: string }>;
  /** Clusters that the portal may only read. */
  readOnly?: string[];
  /** Token for writing, where it is not the one that may. */
  writingToken?: string;
  /** Version of the Rollouts controller, for all clusters. */
  rolloutsVersion?: string;
  /** `integrations.github`. */
  github?: Array<{ host: string; apiBaseUrl: string; token: string }>;
}

/** The environment of a cluster, for example `prod` of `shop-prod`. */
export function environmentOf(cluster: { name: string }): string {
  return cluster.name.replace('shop-', '');
}

export function createPortalConfig(options: PortalConfigOptions): JsonObject {
  const { clusters, namespaces = ['ecommerce'] } = options;
  return {
    backend: {
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    integrations: { github: options.github ?? [] },
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: clusters.map(cluster => ({
            name: cluster.name,
            url: cluster.url,
            caData: cluster.caData,
            serviceAccountToken: cluster.tokens.reader,
          })),
        },
      ],
    },
    shopRollouts: {
      operatorsHint: '#shop-ops',
      operatorsGroups: ['group:default/shop-operators'],
      environments: clusters.map((cluster, index) => ({
        name: environmentOf(cluster),
        title: cluster.name,
        order: index,
        production: cluster.name !== 'shop-dev',
        targets: [{ cluster: cluster.name, namespaces }],
      })),
      clusters: Object.fromEntries(
        clusters
          .filter(({ name }) => !options.readOnly?.includes(name))
          .map(({ name, tokens }) => [
            name,
            {
              serviceAccountToken: options.writingToken ?? tokens.changer,
              ...(options.rolloutsVersion && {
                rolloutsVersion: options.rolloutsVersion,
              }),
            },
          ]),
      ),
      argocd: { instances: options.argocd ?? [] },
    },
  };
}
