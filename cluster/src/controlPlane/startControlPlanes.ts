import { join } from 'path';
import { Connection } from '../side/RealSide';
import { ControlPlane } from './ControlPlane';
import { ClusterModules } from './ClusterPrograms';

/** What the contract tests need: one cluster of each controller version. */
const CLUSTERS = [
  { name: 'shop-prod', rolloutsVersion: '1.10.0' },
  { name: 'shop-dev', rolloutsVersion: '1.9.2' },
] as const;

/** Starts the clusters that contract tests run against. */
export async function startControlPlanes(options: {
  modules: ClusterModules;
  dataDir: string;
  onDeath: (message: string) => void;
}): Promise<{ connection: Connection; stop: () => Promise<void> }> {
  const { modules, dataDir, onDeath } = options;
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
    },
    stop: async () => {
      await Promise.all(planes.map(plane => plane.stop()));
    },
  };
}
