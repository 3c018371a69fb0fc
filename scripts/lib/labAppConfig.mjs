import path from 'node:path';

const ENVIRONMENTS = [
  {
    name: 'dev',
    title: 'dev',
    order: 10,
    production: false,
    targets: [{ cluster: 'shop-dev', namespaces: ['ecommerce'] }],
  },
  {
    name: 'prod',
    title: 'prod',
    order: 20,
    production: true,
    targets: [
      { cluster: 'shop-prod', namespaces: ['ecommerce'] },
      { cluster: 'coffee-prod', namespaces: ['coffeeshop'] },
    ],
  },
];

/**
 * The portal's configuration for this machine, as JSON, which is YAML too:
 * SQLite, the lab's addresses and sign-in, and secrets made on this machine.
 */
export function labAppConfig({ lab, secrets, dataDir, port }) {
  const portalUrl = `http://localhost:${port}`;
  const githubHost = `localhost:${lab.github.port}`;
  const clusters = Object.entries(lab.kubernetes.clusters);
  return {
    lab: { enabled: true },
    app: { baseUrl: portalUrl },
    backend: {
      baseUrl: portalUrl,
      listen: { host: '127.0.0.1', port },
      database: {
        client: 'better-sqlite3',
        connection: { directory: path.join(dataDir, 'database') },
      },
      workingDirectory: path.join(dataDir, 'work'),
    },
    auth: {
      environment: 'development',
      session: { secret: secrets.session },
      providers: {
        oidc: {
          development: {
            metadataUrl: `http://localhost:${lab.identity.port}/.well-known/openid-configuration`,
            clientId: lab.identity.clientId,
            clientSecret: lab.identity.clientSecret,
            prompt: 'auto',
            signIn: {
              resolvers: [{ resolver: 'emailMatchingUserEntityProfileEmail' }],
            },
          },
        },
      },
    },
    integrations: {
      github: [
        {
          host: githubHost,
          apiBaseUrl: `http://${githubHost}/api/v3`,
          rawBaseUrl: `http://${githubHost}/raw`,
          token: lab.github.tokens.portal,
        },
      ],
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: clusters.map(([name, cluster]) => ({
            name,
            title: name,
            url: `https://localhost:${cluster.port}`,
            authProvider: 'serviceAccount',
            serviceAccountToken: lab.kubernetes.tokens.reader,
            caFile: path.join(dataDir, 'kubernetes/ca.crt'),
            skipMetricsLookup: true,
          })),
        },
      ],
      customResources: [
        { group: 'argoproj.io', apiVersion: 'v1alpha1', plural: 'rollouts' },
      ],
    },
    shopRollouts: {
      environments: ENVIRONMENTS,
      operatorsHint: '#shop-ops or Olga Petrova',
      clusters: Object.fromEntries(
        clusters.map(([name]) => [
          name,
          { serviceAccountToken: lab.kubernetes.tokens.changer },
        ]),
      ),
      argocd: {
        instances: [
          {
            name: 'main',
            url: `http://localhost:${lab.argocd.port}`,
            frontendUrl: `http://localhost:${lab.argocd.port}`,
            token: lab.argocd.tokens.portal,
          },
        ],
      },
    },
    // Where the Argo CD cards' links lead.
    argocd: { baseUrl: `http://localhost:${lab.argocd.port}` },
    shopCreate: {
      github: {
        host: githubHost,
        owner: lab.github.organization,
        deploymentRepository: 'deploy',
        infrastructureRepository: 'infra',
      },
      registry: 'registry.shop.example/shop',
    },
  };
}
