import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { RequestCounter } from '../http/requestCounter';
import { ApplicationSetController } from './applicationset/ApplicationSetController';
import { Cluster } from './cluster/Cluster';
import { ClusterConnection } from './cluster/KubernetesClient';
import { ApplicationController } from './controller/ApplicationController';
import { ApplicationStore } from './controller/ApplicationStore';
import { RepositoryRegistry } from './git/RepositoryRegistry';
import { ManifestGenerator } from './manifests/ManifestGenerator';
import { AccountTokens, Authenticator } from './server/accounts';
import { createApp } from './server/createApp';

const PROJECTS = ['ecommerce', 'coffeeshop'];
const RESYNC_MILLIS = 180_000;
const RETRY_MILLIS = 5_000;

export interface ArgoCdOptions {
  port: number;
  tokens: AccountTokens;
  /** The lab's data folder; everything goes to `argocd/` in it. */
  dataDir: string;
  counter: RequestCounter;
  /** By the name that Applications call them. */
  clusters: Record<string, ClusterConnection>;
  repositories: {
    /** Where the deployment repository is fetched: a URL or a path. */
    deployUrl: string;
    /**
     * From the address that an Application names to the one to fetch, with
     * credentials; undefined for a repository that may not be read.
     */
    resolve: (repoUrl: string) => string | undefined;
  };
  /** Called once, when every Application was compared for the first time. */
  onReady?: () => void;
  onError?: (error: unknown) => void;
  /** First wait of a failed automated sync; it doubles with each retry. */
  retryMillis?: number;
}

export interface ArgoCd {
  url: string;
  /** Tells of new commits, as a webhook would; resolves when they are synced. */
  notifyPush(repository: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts the lab's Argo CD on this machine. */
export async function startArgoCd(options: ArgoCdOptions): Promise<ArgoCd> {
  const onError =
    options.onError ?? (error => process.emitWarning(String(error)));
  const directory = join(options.dataDir, 'argocd');
  const store = await ApplicationStore.open({ directory, onError });
  const repositories = new RepositoryRegistry({
    directory: join(directory, 'repositories'),
    resolve: options.repositories.resolve,
  });
  const mirrorOf = (repoUrl: string) => repositories.mirror(repoUrl);
  const clusters = new Map<string, Cluster>();
  const controller = new ApplicationController({
    store,
    clusters,
    generator: new ManifestGenerator(mirrorOf),
    mirrorOf,
    retryMillis: options.retryMillis ?? RETRY_MILLIS,
    onError,
  });
  for (const [name, connection] of Object.entries(options.clusters)) {
    const cluster = await Cluster.connect({
      connection,
      onChange: application => controller.schedule(application),
    });
    clusters.set(name, cluster);
  }
  const applicationSets = new ApplicationSetController({
    store,
    deploymentRepository: () =>
      repositories.open(options.repositories.deployUrl),
    mirrorOf,
    remove: name => {
      controller.remove(name).catch(onError);
    },
  });

  const refreshAll = async (isMeant: (repoUrl: string) => boolean) => {
    await applicationSets.reconcile().catch(onError);
    const meant = store
      .list()
      .map(({ metadata, spec }) => ({
        name: metadata.name,
        repoUrl: spec.source?.repoURL ?? '',
      }))
      .filter(({ repoUrl }) => isMeant(repoUrl));
    const repoUrls = new Set(meant.map(({ repoUrl }) => repoUrl));
    await Promise.all(
      [...repoUrls].map(repoUrl =>
        mirrorOf(repoUrl)
          .then(mirror => mirror.fetch())
          .catch(onError),
      ),
    );
    await Promise.all(
      meant.map(({ name }) => controller.refresh(name, { fetched: true })),
    );
  };

  const server = createServer(
    createApp({
      port: options.port,
      counter: options.counter,
      authenticator: new Authenticator(options.tokens, PROJECTS),
      store,
      controller,
      applicationSets,
      mirrorOf,
    }),
  );
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');

  const resync = setInterval(() => {
    refreshAll(() => true).catch(onError);
  }, RESYNC_MILLIS);
  refreshAll(() => true)
    .then(() => options.onReady?.())
    .catch(onError);

  return {
    url: `http://localhost:${options.port}`,
    notifyPush: repository => {
      const name = repositoryName(repository);
      return refreshAll(repoUrl => repositoryName(repoUrl) === name);
    },
    close: async () => {
      clearInterval(resync);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      for (const cluster of clusters.values()) {
        cluster.close();
      }
      await controller.close();
      await store.close();
    },
  };
}

/** The last part of an address, without `.git`. */
function repositoryName(repository: string): string {
  return (
    repository
      .replace(/(\.git)?\/?$/, '')
      .split('/')
      .at(-1) ?? ''
  );
}
