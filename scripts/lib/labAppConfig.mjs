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
    name: 'staging',
    title: 'staging',
    order: 15,
    production: false,
    targets: [{ cluster: 'shop-dev', namespaces: ['ecommerce-staging'] }],
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
export function labAppConfig({ lab, secrets, dataDir, port, controlPlane }) {
  const portalUrl = `http://localhost:${port}`;
  const githubHost = `localhost:${lab.github.port}`;
  const { clusters, argoCd } = controlPlane ?? labControlPlane(lab, dataDir);
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
          clusters: Object.entries(clusters).map(
            ([name, { url, caFile, tokens }]) => ({
              name,
              title: name,
              url,
              authProvider: 'serviceAccount',
              serviceAccountToken: tokens.reader,
              caFile,
              skipMetricsLookup: true,
            }),
          ),
        },
      ],
      customResources: [
        { group: 'argoproj.io', apiVersion: 'v1alpha1', plural: 'rollouts' },
      ],
    },
    shopRollouts: {
      environments: ENVIRONMENTS,
      operatorsHint: '#shop-ops or Olga Petrova',
      operatorsGroups: ['group:default/shop-operators'],
      clusters: Object.fromEntries(
        Object.entries(clusters).map(([name, { tokens }]) => [
          name,
          {
            serviceAccountToken: tokens.changer,
            // No Deployment of the real controller says its version.
            rolloutsVersion: controlPlane?.rolloutsVersion,
          },
        ]),
      ),
      argocd: {
        instances: [
          {
            name: 'main',
            url: argoCd.url,
            frontendUrl: argoCd.url,
            token: argoCd.tokens.portal,
          },
        ],
      },
    },
    shopMonitoring: monitoringConfig(lab.monitoring),
    notifications: { processors: notificationProcessors(lab.notices) },
    // Where the Argo CD cards' links lead.
    argocd: { baseUrl: argoCd.url },
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

/** How the lab's own clusters and Argo CD are reached. */
function labControlPlane({ kubernetes, argocd }, dataDir) {
  const { tokens } = kubernetes;
  const caFile = path.join(dataDir, 'kubernetes/ca.crt');
  return {
    clusters: Object.fromEntries(
      Object.entries(kubernetes.clusters).map(([name, { port }]) => [
        name,
        { url: `https://localhost:${port}`, caFile, tokens },
      ]),
    ),
    argoCd: {
      url: `http://localhost:${argocd.port}`,
      tokens: argocd.tokens,
    },
  };
}

function monitoringConfig({ prometheus, alertmanager, grafana, datadog }) {
  const at = ({ port }) => `http://localhost:${port}`;
  return {
    environments: [
      { name: 'dev', datadogEnv: 'dev' },
      { name: 'prod', datadogEnv: 'prod' },
    ],
    grafana: {
      instances: [
        {
          name: 'main',
          url: at(grafana),
          frontendUrl: at(grafana),
          token: grafana.token,
        },
      ],
    },
    prometheus: {
      instances: [
        {
          name: 'main',
          url: at(prometheus),
          frontendUrl: at(prometheus),
          alertmanagerUrl: at(alertmanager),
          clusterLabel: 'cluster',
        },
      ],
    },
    datadog: {
      apiUrl: at(datadog),
      appUrl: at(datadog),
      apiKey: datadog.apiKey,
      applicationKey: datadog.applicationKey,
      freshSeconds: 5,
    },
    // As often as the lab evaluates.
    notifications: { intervalSeconds: 5 },
  };
}

function notificationProcessors({ port, slackToken, mail }) {
  return {
    slack: [
      {
        token: slackToken,
        slackApiUrl: `http://localhost:${port}/api/`,
        // One person's laptop: nothing to be spared.
        throttleInterval: { seconds: 1 },
      },
    ],
    email: {
      transportConfig: {
        transport: 'smtp',
        hostname: '127.0.0.1',
        port: mail.port,
        username: mail.user,
        password: mail.password,
      },
      sender: 'Shop portal <portal@shop.example>',
      filter: { minSeverity: 'high' },
    },
  };
}
