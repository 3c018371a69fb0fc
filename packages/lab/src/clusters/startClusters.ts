import { join } from 'node:path';
import { startControllers } from '../controllers';
import {
  CertificateAuthority,
  Faults,
  KubernetesApiServer,
  ResourceStore,
  TierTokens,
  writeKubeconfig,
} from '../kubernetes';
import { RequestCounter } from '../http/requestCounter';
import { createClusterBasics, CLUSTER_NAMESPACES } from './clusterBasics';
import { openStore } from './openStore';

export interface StartClustersOptions {
  dataDir: string;
  clusters: Record<string, { port: number }>;
  tokens: TierTokens;
  counter: RequestCounter;
  imageExists: (image: string) => boolean;
  podReadyMillis: number;
  onError: (error: unknown) => void;
}

export interface RunningCluster {
  name: string;
  url: string;
  store: ResourceStore;
  faults: Faults;
  /** Makes every open watch answer 410, so that clients list again. */
  expireWatches(): void;
}

export interface RunningClusters {
  clusters: Map<string, RunningCluster>;
  /** Path of the certificate authority that signed all of them. */
  caFile: string;
  close(): Promise<void>;
}

/** Starts all clusters with their controllers, each on its own port. */
export async function startClusters(
  options: StartClustersOptions,
): Promise<RunningClusters> {
  const authority = await CertificateAuthority.open(options.dataDir);
  const tls = await authority.issueServerCredentials();
  const clusters = new Map<string, RunningCluster>();
  const closers: Array<() => Promise<void>> = [];

  for (const [name, { port }] of Object.entries(options.clusters)) {
    const cluster = await openStore({
      cluster: name,
      dataDir: options.dataDir,
      onError: options.onError,
      namespaces: CLUSTER_NAMESPACES,
    });
    createClusterBasics(cluster.store);
    const controllers = startControllers({
      store: cluster.store,
      imageExists: options.imageExists,
      timings: { podReadyMillis: options.podReadyMillis },
    });
    const faults = new Faults();
    const server = await KubernetesApiServer.start({
      store: cluster.store,
      port,
      tls,
      tokens: options.tokens,
      counter: options.counter,
      faults,
      onError: options.onError,
    });
    clusters.set(name, {
      name,
      url: server.url,
      store: cluster.store,
      faults,
      expireWatches: () => server.expireWatches(),
    });
    closers.push(async () => {
      await server.close();
      controllers.stop();
      await cluster.close();
    });
  }

  await writeKubeconfig({
    path: join(options.dataDir, 'kubernetes', 'kubeconfig'),
    clusters: [...clusters.values()].map(({ name, url }) => ({
      name,
      url,
      certificate: authority.certificate,
      tokens: options.tokens,
    })),
  });
  return {
    clusters,
    caFile: authority.file,
    close: async () => {
      await Promise.all(closers.map(close => close()));
    },
  };
}
