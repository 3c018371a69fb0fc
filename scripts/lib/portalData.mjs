import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { assertUnused, markUsed } from './dataLock.mjs';
import { choosePort } from './ports.mjs';
import { labAppConfig } from './labAppConfig.mjs';
import { UserError } from './UserError.mjs';

const PREFERRED_PORTS = {
  identity: 7100,
  github: 7110,
  argocd: 7120,
  applicationSets: 7121,
  control: 7130,
  prometheus: 7150,
  alertmanager: 7151,
  grafana: 7152,
  datadog: 7153,
  notices: 7154,
  mail: 7155,
  clusters: { 'shop-dev': 7141, 'shop-prod': 7142, 'coffee-prod': 7143 },
};

/**
 * Opens the data folder: the lab's ports and secrets are chosen at the first
 * start and kept, because links and git remotes carry them.
 */
export async function openPortalData({ dataDir, port, fresh, cluster }) {
  assertUnused(dataDir);
  if (fresh) {
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
  const labFile = path.join(dataDir, 'lab.json');
  const kept = readJson(labFile);
  assertSameCluster(kept, cluster);
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  markUsed(dataDir);
  // Where the scaffolder renders; it wants to find it.
  fs.mkdirSync(path.join(dataDir, 'work'), { recursive: true });

  const secretsFile = path.join(dataDir, 'secrets.json');
  // What an older data folder lacks is made now.
  const secrets = { ...makeSecrets(), ...readJson(secretsFile) };
  writePrivate(secretsFile, secrets);

  const portalUrl = `http://localhost:${port}`;
  const lab = { ...(await makeLabConfig(secrets)), ...kept };
  if (cluster === 'real') {
    lab.realControlPlane ??= {
      applicationSetPort: await choosePort(PREFERRED_PORTS.applicationSets),
    };
  }
  lab.portal = { url: portalUrl };
  writePrivate(labFile, lab);
  return {
    lab,
    secrets,
    dataDir,
    port,
    portalUrl,
    configFile: path.join(dataDir, 'app-config.lab.yaml'),
  };
}

/** Writes the portal's configuration, once its upstreams are known. */
export function writeAppConfig({ configFile, ...data }) {
  writePrivate(
    configFile,
    labAppConfig(data),
    '# Written by `npm start` at every start; changes here are lost.\n',
  );
}

/** What the portal remembers is of no use with other clusters. */
function assertSameCluster(kept, cluster) {
  const before = kept?.realControlPlane ? 'real' : 'lab';
  if (kept && cluster && cluster !== before) {
    throw new UserError(
      `This data was made with --cluster ${before}: leave --cluster out, start over with --fresh, or choose another folder with --data-dir.`,
    );
  }
}

/** All ports that the lab listens on, by what they serve. */
export function labPorts(lab) {
  return {
    'the identity provider': lab.identity.port,
    GitHub: lab.github.port,
    'Argo CD': lab.argocd.port,
    ...(lab.realControlPlane && {
      ApplicationSets: lab.realControlPlane.applicationSetPort,
    }),
    'the lab control': lab.control.port,
    Prometheus: lab.monitoring.prometheus.port,
    Alertmanager: lab.monitoring.alertmanager.port,
    Grafana: lab.monitoring.grafana.port,
    Datadog: lab.monitoring.datadog.port,
    Slack: lab.notices.port,
    mail: lab.notices.mail.port,
    ...Object.fromEntries(
      Object.entries(lab.kubernetes.clusters).map(([name, { port }]) => [
        `cluster ${name}`,
        port,
      ]),
    ),
  };
}

function makeSecrets() {
  const secret = () => randomBytes(24).toString('base64url');
  return {
    session: secret(),
    oidcClient: secret(),
    kubernetes: {
      reader: secret(),
      promoter: secret(),
      changer: secret(),
      admin: secret(),
    },
    github: { portal: secret(), actions: secret() },
    argocd: { portal: secret(), reader: secret() },
    control: secret(),
    grafana: secret(),
    datadog: { apiKey: secret(), applicationKey: secret() },
    slack: `xoxb-${secret()}`,
    mail: secret(),
  };
}

async function makeLabConfig(secrets) {
  const clusters = {};
  for (const [name, preferred] of Object.entries(PREFERRED_PORTS.clusters)) {
    clusters[name] = { port: await choosePort(preferred) };
  }
  return {
    identity: {
      port: await choosePort(PREFERRED_PORTS.identity),
      clientId: 'shop-portal',
      clientSecret: secrets.oidcClient,
    },
    kubernetes: { clusters, tokens: secrets.kubernetes },
    github: {
      port: await choosePort(PREFERRED_PORTS.github),
      organization: 'shop',
      tokens: secrets.github,
    },
    argocd: {
      port: await choosePort(PREFERRED_PORTS.argocd),
      tokens: secrets.argocd,
    },
    control: {
      port: await choosePort(PREFERRED_PORTS.control),
      token: secrets.control,
    },
    monitoring: {
      prometheus: { port: await choosePort(PREFERRED_PORTS.prometheus) },
      alertmanager: { port: await choosePort(PREFERRED_PORTS.alertmanager) },
      grafana: {
        port: await choosePort(PREFERRED_PORTS.grafana),
        token: secrets.grafana,
      },
      datadog: {
        port: await choosePort(PREFERRED_PORTS.datadog),
        ...secrets.datadog,
      },
    },
    notices: {
      port: await choosePort(PREFERRED_PORTS.notices),
      slackToken: secrets.slack,
      mail: {
        port: await choosePort(PREFERRED_PORTS.mail),
        user: 'portal',
        password: secrets.mail,
      },
    },
    timings: { podReadyMillis: 3000, workflowMillis: 4000 },
  };
}

function readJson(file) {
  return fs.existsSync(file)
    ? JSON.parse(fs.readFileSync(file, 'utf8'))
    : undefined;
}

function writePrivate(file, value, header = '') {
  fs.writeFileSync(file, `${header}${JSON.stringify(value, null, 2)}\n`, {
    mode: 0o600,
  });
}
