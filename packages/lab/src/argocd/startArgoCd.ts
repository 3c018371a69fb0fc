import { join } from 'node:path';
import { countRequests, RequestCounter } from '../http/requestCounter';
import { serveLocally } from '../http/serveLocally';
import { AccountTokens, exactContentType } from './api/accounts';
import { answerError } from './api/ArgoCdError';
import { createApiRouter } from './api/createApiRouter';
import { createPagesRouter } from './api/createPagesRouter';
import { ApplicationController } from './ApplicationController';
import { ApplicationStore } from './ApplicationStore';
import { Cluster } from './cluster/Cluster';
import { ClusterConnection } from './cluster/KubernetesClient';
import { DeploymentCheckout } from './DeploymentCheckout';

const RESYNC_MILLIS = 180_000;

export interface ArgoCdOptions {
  port: number;
  tokens: AccountTokens;
  /** The lab's data folder; everything goes to `argocd/` in it. */
  dataDir: string;
  counter: RequestCounter;
  /** Where pages lead back to. */
  portalUrl: string;
  /** By the name that Applications call them. */
  clusters: Record<string, ClusterConnection>;
  /** The deployment repository: the only one that is read. */
  repository: {
    /** By which Applications name it. */
    url: string;
    /** Where it is fetched: a URL with credentials, or a path. */
    fetchUrl: string;
  };
  onError: (error: unknown) => void;
}

export interface ArgoCd {
  /** Tells of new commits, as a webhook would; resolves when they are synced. */
  notifyPush(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the lab's Argo CD on this machine, and compares everything once. */
export async function startArgoCd(options: ArgoCdOptions): Promise<ArgoCd> {
  const { port, tokens, counter, repository, onError } = options;
  const directory = join(options.dataDir, 'argocd');
  const store = await ApplicationStore.open({ directory, onError });
  const checkout = await DeploymentCheckout.open({
    folder: join(directory, 'checkout'),
    url: repository.fetchUrl,
  });
  const clusters = new Map<string, Cluster>();
  const controller = new ApplicationController({
    repoUrl: repository.url,
    checkout,
    store,
    clusters,
    onError,
  });
  for (const [name, connection] of Object.entries(options.clusters)) {
    const cluster = await Cluster.connect({
      connection,
      onChange: application => controller.schedule(application),
    });
    clusters.set(name, cluster);
  }
  const refreshAll = () => controller.refreshAll().catch(onError);
  await refreshAll();
  const resync = setInterval(refreshAll, RESYNC_MILLIS);

  const server = await serveLocally(port, [
    countRequests(counter, 'argocd'),
    exactContentType,
    createApiRouter({ tokens, checkout, controller, store }),
    createPagesRouter(store, options.portalUrl),
    answerError,
  ]);

  return {
    notifyPush: refreshAll,
    close: async () => {
      clearInterval(resync);
      await server.close();
      await controller.close();
      for (const cluster of clusters.values()) {
        await cluster.close();
      }
      await store.close();
    },
  };
}
