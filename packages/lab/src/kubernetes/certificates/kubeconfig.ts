import { mkdir, writeFile } from 'fs/promises';
import { dirname } from 'path';
import { stringify } from 'yaml';
import { TierTokens } from '../access/tiers';

export interface KubeconfigOptions {
  path: string;
  /** Addresses by the cluster's name. */
  clusters: Record<string, string>;
  /** PEM */
  certificate: string;
  tokens: TierTokens;
}

/**
 * Writes a kubeconfig with a context for each cluster, which may do anything,
 * and one for each lower tier, such as `shop-dev-reader`.
 */
export async function writeKubeconfig(
  options: KubeconfigOptions,
): Promise<void> {
  const clusters = Object.entries(options.clusters);
  const users = Object.entries(options.tokens);
  const content = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': clusters[0]?.[0] ?? '',
    clusters: clusters.map(([name, server]) => ({
      name,
      cluster: {
        server,
        'certificate-authority-data': Buffer.from(options.certificate).toString(
          'base64',
        ),
      },
    })),
    users: users.map(([name, token]) => ({ name, user: { token } })),
    contexts: clusters.flatMap(([cluster]) =>
      users.map(([user]) => ({
        name: user === 'admin' ? cluster : `${cluster}-${user}`,
        context: { cluster, user },
      })),
    ),
  };
  await mkdir(dirname(options.path), { recursive: true });
  await writeFile(options.path, stringify(content), { mode: 0o600 });
}
