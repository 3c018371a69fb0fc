import { Application, messageOf, Operation } from './Application';
import {
  withComparison,
  withComparisonError,
  withOperationBegin,
  withOperationEnd,
  withRequest,
} from './applicationStatus';
import { ApplicationStore } from './ApplicationStore';
import { Cluster } from './cluster/Cluster';
import { compareApplication, Comparison } from './compareApplication';
import { DeploymentCheckout } from './DeploymentCheckout';
import { inNamespace, withTracking } from './Manifest';
import { nextSync } from './nextSync';
import { resourceTree } from './resourceTree';
import { syncResources } from './syncResources';

/** Changes of the cluster come in bursts: one comparison answers all. */
const TICK_MILLIS = 100;
const AFTER_ERROR_MILLIS = 5_000;

/** Keeps every Application compared with its cluster, and synced. */
export class ApplicationController {
  /** What each Application is busy with: one thing after the other. */
  private readonly chains = new Map<string, Promise<void>>();
  /** When to compare which Application next. */
  private readonly due = new Map<string, number>();
  private readonly timer = setInterval(() => this.reconcileDue(), TICK_MILLIS);

  constructor(
    private readonly options: {
      /** The only repository that Applications may name. */
      repoUrl: string;
      checkout: DeploymentCheckout;
      store: ApplicationStore;
      clusters: ReadonlyMap<string, Cluster>;
      onError: (error: unknown) => void;
    },
  ) {}

  /** Follows what Git says of all Applications; resolves when all did. */
  async refreshAll(): Promise<void> {
    const { checkout, store, onError } = this.options;
    await checkout.update();
    const { drafts, errors } = await checkout.readApplicationSets();
    errors.forEach(onError);
    for (const draft of drafts) {
      store.apply(draft);
    }
    const wanted = new Set(drafts.map(({ metadata }) => metadata.name));
    await Promise.all(
      store.list().map(({ metadata: { name } }) =>
        // Those of a set that is broken stay until it is repaired.
        wanted.has(name) || errors.length > 0
          ? this.reconcile(name)
          : this.inTurn(name, () => this.remove(name)),
      ),
    );
  }

  /** Compares one Application with Git as it is now, and syncs it. */
  async refresh(name: string): Promise<void> {
    await this.options.checkout.update();
    await this.reconcile(name);
  }

  /** Compares with the next tick, or later. */
  schedule(name: string, time = Date.now()): void {
    this.due.set(name, Math.min(time, this.due.get(name) ?? time));
  }

  /** Takes a sync up; undefined where one is already in progress. */
  request(name: string, operation: Operation): Application | undefined {
    const { store, checkout } = this.options;
    if (store.get(name)?.operation) {
      return undefined;
    }
    this.schedule(name);
    const { revision } = checkout;
    const sync = { ...operation.sync, revision };
    return store.update(name, current =>
      withRequest(current, { ...operation, sync }),
    );
  }

  tree({ status, spec }: Application) {
    const cluster = this.options.clusters.get(spec.destination.name);
    return cluster ? resourceTree(status?.resources ?? [], cluster) : [];
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.chains.values());
  }

  private reconcileDue(): void {
    for (const [name, time] of this.due) {
      if (time <= Date.now()) {
        this.due.delete(name);
        void this.reconcile(name);
      }
    }
  }

  private inTurn(name: string, task: () => Promise<void>): Promise<void> {
    const chain = (this.chains.get(name) ?? Promise.resolve())
      .then(task)
      .catch(this.options.onError);
    this.chains.set(name, chain);
    return chain;
  }

  private reconcile(name: string): Promise<void> {
    return this.inTurn(name, async () => {
      const application = this.options.store.get(name);
      try {
        await (application && this.compareAndSync(application));
      } catch (error) {
        const message = messageOf(error);
        this.options.store.update(name, current => {
          const failed = withComparisonError(current, message);
          return current.operation
            ? withOperationEnd(failed, { phase: 'Error', message })
            : failed;
        });
        this.schedule(name, Date.now() + AFTER_ERROR_MILLIS);
      }
    });
  }

  private async compareAndSync({ metadata, spec }: Application) {
    const { name } = metadata;
    const cluster = this.options.clusters.get(spec.destination.name);
    if (!cluster) {
      throw new Error(
        `there are no clusters with this name: ${spec.destination.name}`,
      );
    }
    const comparison = await this.compare(name, spec, cluster);
    const resources = comparison.resources.map(({ status }) => status);
    const images = resourceTree(resources, cluster).flatMap(
      node => node.images ?? [],
    );
    const application = this.options.store.update(name, current =>
      withComparison(current, comparison, [...new Set(images)].sort()),
    );
    if (!application) {
      return;
    }
    const next = nextSync(application, comparison);
    if (next && next.notBefore <= Date.now()) {
      await this.sync(name, next.operation, comparison, cluster);
    } else if (next) {
      this.schedule(name, next.notBefore);
    }
  }

  private async compare(
    name: string,
    { source, destination, ignoreDifferences }: Application['spec'],
    cluster: Cluster,
  ): Promise<Comparison> {
    const { checkout, repoUrl } = this.options;
    if (source.repoURL !== repoUrl) {
      throw new Error(`repository '${source.repoURL}' is not permitted`);
    }
    const { revision, manifests } = await checkout
      .build(source.path)
      .catch(error => {
        throw new Error(`Failed to load target state: ${error.message}`);
      });
    await cluster.watchKinds(manifests);
    const desired = manifests.map(manifest =>
      withTracking(name, inNamespace(manifest, destination.namespace)),
    );
    const ignored = ignoreDifferences;
    const target = { revision, manifests: desired, ignored };
    return compareApplication(name, target, cluster);
  }

  private async sync(
    name: string,
    requested: Operation,
    { resources, revision }: Comparison,
    cluster: Cluster,
  ): Promise<void> {
    const { store } = this.options;
    // A push since the request is synced as well.
    const operation = { ...requested, sync: { ...requested.sync, revision } };
    store.update(name, current => withOperationBegin(current, operation));
    const results = await syncResources(resources, {
      cluster,
      prune: operation.sync.prune ?? false,
    });
    const failure = results.find(({ status }) => status === 'SyncFailed');
    store.update(name, current =>
      withOperationEnd(current, {
        phase: failure ? 'Failed' : 'Succeeded',
        message: failure
          ? `one or more objects failed to apply, reason: ${failure.message}`
          : 'successfully synced (all tasks run)',
        syncResult: {
          revision,
          resources: results,
          source: current.spec.source,
        },
      }),
    );
    this.schedule(name);
  }

  /** Deletes an Application and, by its finalizer, what it deployed. */
  private async remove(name: string): Promise<void> {
    const { store, clusters } = this.options;
    const application = store.get(name);
    const cluster = clusters.get(application?.spec.destination.name ?? '');
    if (cluster && application?.metadata.finalizers) {
      for (const object of cluster.managedBy(name)) {
        await cluster.delete(object);
      }
    }
    store.delete(name);
  }
}
