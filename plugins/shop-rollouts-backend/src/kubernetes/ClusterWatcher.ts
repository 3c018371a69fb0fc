import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { z } from 'zod';
import { ClusterDetails } from '../extensions';
import {
  ClusterKind,
  ClusterObjects,
  DeliveryStore,
  SourceRef,
} from '../store/DeliveryStore';
import { BackoffOptions, DEFAULT_BACKOFF } from '../streaming/Backoff';
import { KubernetesReader } from './KubernetesReader';
import { ResourceSink, ResourceWatch } from './ResourceWatch';
import {
  DEPLOYMENTS,
  PODS,
  REPLICA_SETS,
  ROLLOUTS,
  SERVICES,
  WatchedResource,
} from './watchedResources';

const CONTROLLER_PATH =
  '/apis/apps/v1/namespaces/argo-rollouts/deployments/argo-rollouts';

const controllerSchema = z.object({
  spec: z.object({
    template: z.object({
      spec: z.object({ containers: z.array(z.object({ image: z.string() })) }),
    }),
  }),
});

export interface ClusterWatcherOptions {
  cluster: ClusterDetails;
  store: DeliveryStore;
  logger: LoggerService;
  /** From the configuration; wins over what the cluster says. */
  rolloutsVersion?: string;
  backoff?: BackoffOptions;
  watchSeconds?: number;
}

/** Keeps one cluster up to date: one watch for each kind. */
export class ClusterWatcher {
  static create(options: ClusterWatcherOptions): ClusterWatcher {
    const source: SourceRef = { kind: 'cluster', name: options.cluster.name };
    options.store.addSource(source);
    return new ClusterWatcher(
      options,
      source,
      KubernetesReader.create(options.cluster),
    );
  }

  /** Kinds that are not known completely; at first none is. */
  private readonly lostKinds = new Set<ClusterKind>([
    'rollouts',
    'replicaSets',
    'pods',
    'services',
    'deployments',
  ]);

  private constructor(
    private readonly options: ClusterWatcherOptions,
    private readonly source: SourceRef,
    private readonly reader: KubernetesReader,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([
      this.watch('rollouts', ROLLOUTS, signal),
      this.watch('replicaSets', REPLICA_SETS, signal),
      this.watch('pods', PODS, signal),
      this.watch('services', SERVICES, signal),
      this.watch('deployments', DEPLOYMENTS, signal),
    ]);
  }

  private async watch<TKind extends ClusterKind>(
    kind: TKind,
    resource: WatchedResource<ClusterObjects[TKind]>,
    signal: AbortSignal,
  ): Promise<void> {
    const watch = new ResourceWatch({
      reader: this.reader,
      resource,
      sink: this.createSink(kind, signal),
      logger: this.options.logger.child({ cluster: this.source.name }),
      backoff: this.options.backoff ?? DEFAULT_BACKOFF,
      watchSeconds: this.options.watchSeconds ?? 240,
    });
    await watch.run(signal);
  }

  private createSink<TKind extends ClusterKind>(
    kind: TKind,
    signal: AbortSignal,
  ): ResourceSink<ClusterObjects[TKind]> {
    const { store } = this.options;
    const cluster = this.source.name;
    return {
      replace: objects => {
        store.replaceObjects(cluster, kind, objects);
        if (kind === 'rollouts') {
          this.readControllerVersion(signal);
        }
      },
      upsert: object => store.upsertObject(cluster, kind, object),
      remove: object => store.removeObject(cluster, kind, object.metadata.uid),
      heard: () => {
        this.lostKinds.delete(kind);
        // One kind that is cut off makes the whole picture unreliable.
        if (this.lostKinds.size === 0) {
          store.setAnswering(this.source, true);
        }
      },
      lost: () => {
        this.lostKinds.add(kind);
        store.setAnswering(this.source, false);
      },
    };
  }

  private async readControllerVersion(signal: AbortSignal): Promise<void> {
    const { store, rolloutsVersion, logger } = this.options;
    if (rolloutsVersion) {
      store.setControllerVersion(this.source.name, rolloutsVersion);
      return;
    }
    try {
      const deployment = controllerSchema.parse(
        await this.reader.get({ path: CONTROLLER_PATH, signal }),
      );
      const [container] = deployment.spec.template.spec.containers;
      const tag = /:(v?\d[\w.-]*)(@|$)/.exec(container?.image ?? '')?.[1];
      store.setControllerVersion(this.source.name, tag);
    } catch (error) {
      logger.debug(
        `The controller's version of ${
          this.source.name
        } cannot be read: ${stringifyError(error)}`,
      );
      store.setControllerVersion(this.source.name, undefined);
    }
  }
}
