import { KubeConfig } from '@kubernetes/client-node';
import { ClusterDetails } from '../extensions';

/** Connects to a cluster with one token. Certificates are always checked. */
export function createKubeConfig(
  cluster: ClusterDetails,
  token: string,
): KubeConfig {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromOptions({
    clusters: [
      { name: cluster.name, server: cluster.url, caData: cluster.caData },
    ],
    users: [{ name: 'portal', token }],
    contexts: [{ name: 'portal', cluster: cluster.name, user: 'portal' }],
    currentContext: 'portal',
  });
  return kubeConfig;
}
