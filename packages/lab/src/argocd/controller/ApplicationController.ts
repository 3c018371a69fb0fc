import { Application, Operation, sourceOf } from '../Application';
import { Cluster } from '../cluster/Cluster';
import { KubernetesApiError } from '../cluster/KubernetesClient';
import { compareApplication, Comparison } from '../compare/compareApplication';
import { GitMirror } from '../git/GitMirror';
import {
  identify,
  Manifest,
  TRACKING_ANNOTATION,
  trackingId,
} from '../manifests/Manifest';
import { ManifestGenerator } from '../manifests/ManifestGenerator';
import { imagesInTree, ResourceTree, resourceTree } from '../tree/resourceTree';
import { ApplicationStore } from './ApplicationStore';
import {
  withComparison,
  withComparisonError,
  withCondition,
} from './applicationStatus';
import { decideAutoSync } from './autoSync';
import { DelayedCalls } from './DelayedCalls';
import { KeyedQueue } from './KeyedQueue';
import { OperationRunner } from './OperationRunner';

/** Changes of the cluster come in bursts. */
const SETTLE_MILLIS = 100;
const AFTER_ERROR_MILLIS = 5_000;

export interface ReconcileOptions {
  /** Look for new commits first. */
  fetch?: boolean;
  /** Somebody else just looked for them. */
  fetched?: boolean;
  /** Build the manifests again, even from the same files. */
  hard?: boolean;
}

export interface LoadedApplication {
  application: Application;
  cluster: Cluster;
  revision: string;
  desired: Manifest[];
  comparison: Comparison;
}

/** A comparison that only a change of the Application or of Git can mend. */
class LastingError extends Error {
  constructor(
    readonly type: 'InvalidSpecError' | 'ComparisonError',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Keeps every Application compared with its cluster, and synced. */
export class ApplicationController {
  private readonly queue = new KeyedQueue();
  private readonly delayed = new DelayedCalls(name => {
    this.refresh(name).catch(this.options.onError);
  });
  private readonly operations: OperationRunner;

  constructor(
    private readonly options: {
      store: ApplicationStore;
      clusters: ReadonlyMap<string, Cluster>;
      generator: ManifestGenerator;
      mirrorOf: (repoUrl: string) => Promise<GitMirror>;
      retryMillis: number;
      onError: (error: unknown) => void;
    },
  ) {
    this.operations = new OperationRunner(options.store, options.retryMillis);
  }

  /** Compares, and does what has to be done; resolves when it is done. */
  refresh(name: string, options: ReconcileOptions = {}): Promise<void> {
    return this.queue.run(name, () => this.reconcile(name, options));
  }

  /** Compares soon. */
  schedule(name: string): void {
    this.delayed.schedule(name, SETTLE_MILLIS);
  }

  /** Takes an operation up; undefined where one is already in progress. */
  request(name: string, operation: Operation): Application | undefined {
    const application = this.operations.request(name, operation);
    if (application) {
      this.refresh(name).catch(this.options.onError);
    }
    return application;
  }

  terminate(name: string): boolean {
    const terminating = this.operations.terminate(name);
    if (terminating) {
      this.refresh(name).catch(this.options.onError);
    }
    return terminating;
  }

  tree(application: Application): ResourceTree {
    const cluster = this.findCluster(application);
    const resources = application.status?.resources ?? [];
    return cluster ? resourceTree(resources, cluster.cache) : { nodes: [] };
  }

  findCluster({ spec }: Application): Cluster | undefined {
    const { name, server } = spec.destination;
    return name !== undefined
      ? this.options.clusters.get(name)
      : [...this.options.clusters.values()].find(({ url }) => url === server);
  }

  /** Deletes an Application and, by its finalizer, what it deployed. */
  remove(name: string): Promise<void> {
    return this.queue.run(name, async () => {
      const application = this.options.store.get(name);
      if (application?.metadata.finalizers?.length) {
        const cluster = this.findCluster(application);
        for (const object of cluster?.cache.managedBy(name) ?? []) {
          await cluster?.delete(identify(object)).catch(ignoreMissing);
        }
      }
      this.options.store.delete(name);
    });
  }

  async close(): Promise<void> {
    this.delayed.cancelAll();
    await this.queue.idle();
    this.delayed.cancelAll();
  }

  /** What Git wants and what the cluster has, at one revision. */
  async load(
    application: Application,
    revision: string,
    options: ReconcileOptions = {},
  ): Promise<LoadedApplication> {
    const { name } = application.metadata;
    const source = sourceOf(application);
    const cluster = this.findCluster(application);
    if (!cluster) {
      throw new LastingError(
        'InvalidSpecError',
        `there are no clusters with this name: ${application.spec.destination.name}`,
      );
    }
    const manifests = await this.options.generator
      .generate(source, revision, { ignoreCache: options.hard })
      .catch(error => {
        const message = `Failed to load target state: ${textOf(error)}`;
        throw new LastingError('ComparisonError', message, { cause: error });
      });
    const { namespace = 'default' } = application.spec.destination;
    const desired: Manifest[] = [];
    try {
      for (const manifest of manifests) {
        const object = await cluster.inNamespace(manifest, namespace);
        desired.push(withTracking(name, object));
      }
      await cluster.cache.watchKinds([
        ...manifests,
        ...kindsOf(application.status?.resources ?? []),
      ]);
    } catch (error) {
      throw new Error(`Failed to load live state: ${textOf(error)}`, {
        cause: error,
      });
    }
    const comparison = compareApplication(name, desired, cluster.cache);
    return { application, cluster, revision, desired, comparison };
  }

  private async reconcile(
    name: string,
    options: ReconcileOptions,
  ): Promise<void> {
    const { store } = this.options;
    const application = store.get(name);
    if (!application) {
      return;
    }
    try {
      const source = sourceOf(application);
      const mirror = await this.options.mirrorOf(source.repoURL);
      await (options.fetch && mirror.fetch());
      const revision = await mirror.resolve(source.targetRevision ?? 'HEAD');
      this.compare(await this.load(application, revision, options), options);
      if (store.get(name)?.operation) {
        const againInMillis = await this.operations.run(name, asked =>
          this.load(store.get(name) ?? application, asked ?? revision),
        );
        this.delayed.schedule(name, againInMillis ?? SETTLE_MILLIS);
      }
    } catch (error) {
      const lasting = error instanceof LastingError;
      const message = textOf(error);
      const type = lasting ? error.type : 'ComparisonError';
      store.update(name, current =>
        withComparisonError(current, { type, message }),
      );
      this.operations.fail(name, message);
      if (!lasting) {
        this.delayed.schedule(name, AFTER_ERROR_MILLIS);
      }
    }
  }

  private compare(loaded: LoadedApplication, options: ReconcileOptions): void {
    const { comparison, revision, cluster, application } = loaded;
    const { name } = application.metadata;
    const resources = comparison.resources.map(({ status }) => status);
    const images = imagesInTree(resourceTree(resources, cluster.cache));
    const updated = this.options.store.update(name, current =>
      withComparison(current, {
        comparison,
        revision,
        images,
        refreshed: options.fetch ?? options.fetched,
      }),
    );
    if (!updated) {
      return;
    }
    const decision = decideAutoSync(updated, comparison, revision);
    if (decision.kind === 'failed') {
      this.options.store.update(name, current =>
        withCondition(current, {
          type: 'SyncError',
          message: decision.message,
        }),
      );
    } else if (decision.kind === 'sync') {
      const due = this.operations.dueIn(name, decision.afterMillis);
      if (due > 0) {
        this.delayed.schedule(name, due);
      } else {
        this.operations.request(name, decision.operation);
      }
    }
  }
}

function withTracking(application: string, object: Manifest): Manifest {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: {
        ...object.metadata.annotations,
        [TRACKING_ANNOTATION]: trackingId(application, identify(object)),
      },
    },
  };
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof KubernetesApiError && error.statusCode === 404)) {
    throw error;
  }
}

function kindsOf(
  resources: NonNullable<NonNullable<Application['status']>['resources']>,
) {
  return resources.map(({ group, version = 'v1', kind = '' }) => ({
    apiVersion: group ? `${group}/${version}` : version,
    kind,
  }));
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
