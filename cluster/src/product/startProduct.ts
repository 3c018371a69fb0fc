import { writeControlPlaneConnection } from '@shop-portal/lab';
import { rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { RealArgoCd } from '../controlPlane/ArgoCd';
import { ControlPlane } from '../controlPlane/ControlPlane';
import { Kubectl } from '../controlPlane/Kubectl';
import { foreignKinds } from './foreignKinds';
import { ProductSetup } from './ProductSetup';
import { rootApplication } from './rootApplication';

/** Where services run, by cluster. */
const SERVICE_NAMESPACES: Record<string, string[]> = {
  'shop-dev': ['ecommerce', 'ecommerce-staging'],
  'shop-prod': ['ecommerce'],
  'coffee-prod': ['coffeeshop'],
};

/** In which Argo CD keeps its objects. */
const ARGOCD_CLUSTER = 'shop-prod';

const ROLLOUTS_VERSION = '1.10.0';

/**
 * Starts the clusters of the product and its Argo CD, as they were left, and
 * writes how to reach them.
 */
export async function startProduct(
  setup: ProductSetup,
  onDeath: (message: string) => void,
): Promise<{ stop: () => Promise<void> }> {
  const planes = await Promise.all(
    Object.entries(setup.clusters).map(([name, { port }]) =>
      startCluster({ setup, name, port, onDeath }),
    ),
  );
  const home = planes.find(({ name }) => name === ARGOCD_CLUSTER);
  if (!home) {
    throw new Error(`There is no cluster ${ARGOCD_CLUSTER} for Argo CD`);
  }
  const argoCd = await RealArgoCd.start({
    module: setup.modules.argocd,
    redis: setup.redis,
    dataDir: openFolder(setup, 'argocd'),
    kubeconfig: home.kubeconfig,
    clusters: planes.map(({ name, url, caData, tokens }) => ({
      name,
      url,
      caData,
      token: tokens.admin,
    })),
    repositories: [setup.github.repository],
    ...setup.argoCd,
    onDeath,
  });
  const root = rootApplication({
    repoUrl: setup.github.repository.url,
    cluster: ARGOCD_CLUSTER,
  });
  await applyObject(home, setup, 'root-application', root);
  writeControlPlaneConnection(setup.dataDir, {
    rolloutsVersion: ROLLOUTS_VERSION,
    clusters: Object.fromEntries(
      planes.map(({ name, url, caData, tokens }) => [
        name,
        { url, caFile: writeAuthority(setup, name, caData), tokens },
      ]),
    ),
    argoCd: {
      url: argoCd.url,
      tokens: argoCd.tokens,
      webhooks: [setup.argoCd.port, setup.argoCd.applicationSetPort].map(
        webhookPort => `http://127.0.0.1:${webhookPort}/api/webhook`,
      ),
    },
  });
  return {
    stop: async () => {
      await Promise.all([argoCd, ...planes].map(part => part.stop()));
    },
  };
}

/** The folder of a part, without what it logged at earlier starts. */
function openFolder({ dataDir }: ProductSetup, name: string): string {
  const folder = join(dataDir, name);
  rmSync(join(folder, 'log'), { recursive: true, force: true });
  return folder;
}

function writeAuthority(
  { dataDir }: ProductSetup,
  cluster: string,
  caData: string,
): string {
  const file = join(dataDir, `${cluster}.crt`);
  writeFileSync(file, Buffer.from(caData, 'base64'));
  return file;
}

async function startCluster(options: {
  setup: ProductSetup;
  name: string;
  port: number;
  onDeath: (message: string) => void;
}): Promise<ControlPlane> {
  const { setup, name, port, onDeath } = options;
  const plane = await ControlPlane.start({
    name,
    port,
    dataDir: openFolder(setup, name),
    modules: setup.modules,
    rolloutsVersion: ROLLOUTS_VERSION,
    namespaces: SERVICE_NAMESPACES[name] ?? [],
    onDeath,
  });
  await applyObject(plane, setup, `kinds-${name}`, foreignKinds());
  return plane;
}

async function applyObject(
  { kubeconfig }: ControlPlane,
  { dataDir }: ProductSetup,
  name: string,
  object: object,
): Promise<void> {
  const file = join(dataDir, `${name}.json`);
  writeFileSync(file, JSON.stringify(object));
  const kubectl = await Kubectl.create(kubeconfig);
  await kubectl.apply(file);
}
