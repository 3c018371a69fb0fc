import { writeFile } from 'fs/promises';
import { KubeConfig } from '@kubernetes/client-node';
import { TierTokens } from './access';

export interface KubeconfigCluster {
  name: string;
  url: string;
  /** PEM of what signed the cluster's certificate. */
  certificate: string;
  tokens: TierTokens;
}

/**
 * Writes a kubeconfig with a context for each cluster, which may do anything,
 * and one for each lower tier, such as `shop-dev-reader`.
 */
export async function writeKubeconfig(options: {
  path: string;
  clusters: readonly KubeconfigCluster[];
}): Promise<void> {
  const { path, clusters } = options;
  const users = clusters.flatMap(({ name: cluster, tokens }) =>
    Object.entries(tokens).map(([tier, token]) => ({
      cluster,
      token,
      name: tier === 'admin' ? cluster : `${cluster}-${tier}`,
    })),
  );
  const config = new KubeConfig();
  config.loadFromOptions({
    currentContext: clusters[0]?.name,
    clusters: clusters.map(({ name, url, certificate }) => ({
      name,
      server: url,
      caData: Buffer.from(certificate).toString('base64'),
    })),
    users: users.map(({ name, token }) => ({ name, token })),
    contexts: users.map(({ name, cluster }) => ({ name, cluster, user: name })),
  });
  await writeFile(path, config.exportConfig(), { mode: 0o600 });
}
