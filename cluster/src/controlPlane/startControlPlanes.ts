import { mkdirSync } from 'fs';
import { join } from 'path';
import { Connection } from '../side/RealSide';
import { RealArgoCd, RealArgoCdOptions } from './ArgoCd';
import { ControlPlane } from './ControlPlane';
import { ClusterModules } from './ClusterPrograms';

/** What the contract tests need: one cluster of each controller version. */
const CLUSTERS = [
  { name: 'shop-prod', rolloutsVersion: '1.10.0' },
  { name: 'shop-dev', rolloutsVersion: '1.9.2' },
] as const;

/**
 * Starts the clusters that contract tests run against, and an Argo CD beside
 * the first.
 */
export async function startControlPlanes(options: {
  modules: ClusterModules;
  redis: RealArgoCdOptions['redis'];
  dataDir: string;
  onDeath: (message: string) => void;
}): Promise<{ connection: Connection; stop: () => Promise<void> }> {
  const { modules, redis, dataDir, onDeath } = options;
  const planes = await Promise.all(
    CLUSTERS.map(({ name, rolloutsVersion }) =>
      ControlPlane.start({
        name,
        rolloutsVersion,
        modules,
        namespaces: [],
        dataDir: join(dataDir, name),
        onDeath,
      }),
    ),
  );
  const [home] = planes;
  const repositories = join(dataDir, 'repositories');
  mkdirSync(repositories);
  const argoCd = await RealArgoCd.start({
    module: modules.argocd,
    redis,
    dataDir: join(dataDir, 'argocd'),
    kubeconfig: home.kubeconfig,
    clusters: planes.map(({ name, url, caData, tokens }) => ({
      name,
      url,
      caData,
      token: tokens.admin,
    })),
    onDeath,
  });
  return {
    connection: {
      clusters: planes.map(plane => ({
        name: plane.name,
        url: plane.url,
        caData: plane.caData,
        tokens: plane.tokens,
        rolloutsVersion: plane.rolloutsVersion,
        kubeconfig: plane.kubeconfig,
      })),
      argoCd: {
        url: argoCd.url,
        tokens: argoCd.tokens,
        adminPassword: argoCd.adminPassword,
        cluster: home.name,
        repositories,
      },
    },
    stop: async () => {
      await argoCd.stop();
      await Promise.all(planes.map(plane => plane.stop()));
    },
  };
}
