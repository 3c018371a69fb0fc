/** The namespace of Argo CD itself, where all Applications are. */
export const ARGOCD_NAMESPACE = 'argocd';

/** A cluster that Applications may be deployed to. */
export interface RegisteredCluster {
  /** By which Applications call it. */
  name: string;
  url: string;
  /** PEM, base64. */
  caData: string;
  token: string;
}

/** How a repository is read that asks who reads it. */
export interface RegisteredRepository {
  url: string;
  username: string;
  password: string;
}

/** Who may do what: the portal reads, syncs and drives Rollouts. */
const POLICY = [
  'p, role:portal, applications, get, */*, allow',
  'p, role:portal, applications, sync, */*, allow',
  'p, role:portal, applications, action/argoproj.io/Rollout/*, */*, allow',
  'p, role:reader, applications, get, */*, allow',
  'g, portal, role:portal',
  'g, reader, role:reader',
];

/** What differs from Argo CD's own defaults. */
export function argoCdObjects(options: {
  /** Of the administrator's password, by bcrypt. */
  passwordHash: string;
  /** Signs tokens. */
  secretKey: string;
  clusters: readonly RegisteredCluster[];
  repositories: readonly RegisteredRepository[];
}): object[] {
  const { passwordHash, secretKey, clusters, repositories } = options;
  return [
    configMap('argocd-cm', {
      'accounts.portal': 'apiKey',
      'accounts.reader': 'apiKey',
      // Every cluster is registered by its name.
      'cluster.inClusterEnabled': 'false',
      'timeout.reconciliation': '10s',
      'timeout.reconciliation.jitter': '0s',
    }),
    configMap('argocd-rbac-cm', { 'policy.csv': `${POLICY.join('\n')}\n` }),
    secret('argocd-secret', {
      'admin.password': passwordHash,
      'admin.passwordMtime': new Date().toISOString(),
      'server.secretkey': secretKey,
    }),
    ...clusters.map(({ name, url, caData, token }) =>
      registration(`cluster-${name}`, 'cluster', {
        name,
        server: url,
        config: JSON.stringify({
          bearerToken: token,
          tlsClientConfig: { caData },
        }),
      }),
    ),
    ...repositories.map(({ url, username, password }, index) =>
      registration(`repository-${index}`, 'repository', {
        type: 'git',
        url,
        username,
        password,
      }),
    ),
  ];
}

function configMap(name: string, data: Record<string, string>): object {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: ARGOCD_NAMESPACE },
    data,
  };
}

function secret(name: string, data: Record<string, string>) {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: ARGOCD_NAMESPACE },
    data: Object.fromEntries(
      Object.entries(data).map(([key, value]) => [
        key,
        Buffer.from(value).toString('base64'),
      ]),
    ),
  };
}

/** A Secret by which Argo CD knows a cluster or a repository. */
function registration(
  name: string,
  type: 'cluster' | 'repository',
  data: Record<string, string>,
): object {
  const object = secret(name, data);
  const labels = { 'argocd.argoproj.io/secret-type': type };
  return { ...object, metadata: { ...object.metadata, labels } };
}
