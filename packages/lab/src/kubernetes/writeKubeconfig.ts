import { writeFile } from 'fs/promises';
import { KubeConfig } from '@kubernetes/client-node';
import { TierTokens } from './access';

/**
 * Writes a kubeconfig with a context for each cluster, which may do anything,
 * and one for each lower tier, such as `shop-dev-reader`.
 */
export async function writeKubeconfig(options: {
  path: string;
  /** Addresses by the cluster's name. */
  clusters: Record<string, string>;
  /** PEM */
  certificate: string;
  tokens: TierTokens;
}): Promise<void> {
  const clusters = Object.entries(options.clusters);
  const users = Object.entries(options.tokens);
  const caData = Buffer.from(options.certificate).toString('base64');
  const config = new KubeConfig();
  config.loadFromOptions({
    currentContext: clusters[0]?.[0],
    clusters: clusters.map(([name, server]) => ({ name, server, caData })),
    users: users.map(([name, token]) => ({ name, token })),
    contexts: clusters.flatMap(([cluster]) =>
      users.map(([user]) => ({
        name: user === 'admin' ? cluster : `${cluster}-${user}`,
        cluster,
        user,
      })),
    ),
  });
  await writeFile(options.path, config.exportConfig(), { mode: 0o600 });
}
