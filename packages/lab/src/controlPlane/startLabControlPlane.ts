import { startArgoCd } from '../argocd';
import { RunningCluster, startClusters } from '../clusters/startClusters';
import { LabConfig } from '../config/LabConfig';
import { ClusterFault } from '../control';
import { RequestCounter } from '../http/requestCounter';
import { KubernetesObject } from '../kubernetes';
import { ControlPlane } from './ControlPlane';
import { findWorkloads } from './findWorkloads';

/** Starts the lab's own clusters and Argo CD. */
export async function startLabControlPlane(options: {
  config: LabConfig;
  dataDir: string;
  counter: RequestCounter;
  imageExists: (image: string) => boolean;
  /** Of the deployment repository. */
  deploymentUrl: string;
  onError: (error: unknown) => void;
}): Promise<ControlPlane> {
  const { config, dataDir, counter, deploymentUrl, onError } = options;
  const running = await startClusters({
    dataDir,
    clusters: config.kubernetes.clusters,
    tokens: config.kubernetes.tokens,
    counter,
    imageExists: options.imageExists,
    podReadyMillis: config.timings.podReadyMillis,
    onError,
  });
  const { clusters, caFile } = running;
  const token = config.kubernetes.tokens.admin;
  const { actions } = config.github.tokens;
  const argoCd = await startArgoCd({
    ...config.argocd,
    dataDir,
    portalUrl: config.portal.url,
    counter,
    clusters: Object.fromEntries(
      [...clusters].map(([name, { url }]) => [name, { url, caFile, token }]),
    ),
    repository: {
      url: deploymentUrl,
      fetchUrl: deploymentUrl.replace('http://', `http://argocd:${actions}@`),
    },
    onError,
  });
  return {
    stores: new Map(
      [...clusters].map(([name, { store }]) => [name, store] as const),
    ),
    controls: createControls(clusters),
    notifyPush: () => argoCd.notifyPush(),
    close: async () => {
      await argoCd.close();
      await running.close();
    },
  };
}

function createControls(
  clusters: ReadonlyMap<string, RunningCluster>,
): ControlPlane['controls'] {
  const find = (name: string): RunningCluster => {
    const cluster = clusters.get(name);
    if (!cluster) {
      const names = [...clusters.keys()].join(', ');
      throw new Error(`There is no cluster "${name}". There are ${names}.`);
    }
    return cluster;
  };
  return {
    loseNextPatch: name => find(name).faults.set({ loseNextPatch: true }),
    fail: (name, fault) => applyFault(find(name), fault),
    heal: name => find(name).faults.heal(),
    // Argo CD's Applications do not heal themselves, so that it stays.
    scale: request => {
      const stores = [...clusters.values()].map(({ store }) => store);
      for (const { store, key } of findWorkloads(stores, request)) {
        store.modify<KubernetesObject & { spec: object }>(key, workload => ({
          ...workload,
          spec: { ...workload.spec, replicas: request.replicas },
        }));
      }
    },
  };
}

function applyFault(cluster: RunningCluster, fault: ClusterFault): void {
  switch (fault.kind) {
    case 'down':
      cluster.faults.set({ down: true });
      break;
    case 'slow':
      cluster.faults.set({ delayMillis: fault.millis });
      break;
    case 'rate-limited':
      cluster.faults.set({ status429: true });
      break;
    default:
      cluster.expireWatches();
  }
}
