import { LoggerService } from '@backstage/backend-plugin-api';
import { DeploymentObject } from '@shop-portal/plugin-shop-rollouts-common';
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

/** What an installation of Argo Rollouts is called. */
const CONTROLLER = { namespace: 'argo-rollouts', name: 'argo-rollouts' };

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
    options.store.setControllerVersion(source.name, options.rolloutsVersion);
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
    const deployments = this.withControllerVersion(
      this.createSink('deployments'),
    );
    await Promise.all([
      this.watch(ROLLOUTS, this.createSink('rollouts'), signal),
      this.watch(REPLICA_SETS, this.createSink('replicaSets'), signal),
      this.watch(PODS, this.createSink('pods'), signal),
      this.watch(SERVICES, this.createSink('services'), signal),
      this.watch(DEPLOYMENTS, deployments, signal),
    ]);
  }

  private async watch<TObject>(
    resource: WatchedResource<TObject>,
    sink: ResourceSink<TObject>,
    signal: AbortSignal,
  ): Promise<void> {
    const watch = new ResourceWatch({
      reader: this.reader,
      resource,
      sink,
      logger: this.options.logger.child({ cluster: this.source.name }),
      backoff: this.options.backoff ?? DEFAULT_BACKOFF,
      watchSeconds: this.options.watchSeconds ?? 240,
    });
    await watch.run(signal);
  }

  private createSink<TKind extends ClusterKind>(
    kind: TKind,
  ): ResourceSink<ClusterObjects[TKind]> {
    const { store } = this.options;
    const cluster = this.source.name;
    return {
      replace: objects => store.replaceObjects(cluster, kind, objects),
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

  /** Reads the version off the controller's image, whenever that changes. */
  private withControllerVersion(
    sink: ResourceSink<DeploymentObject>,
  ): ResourceSink<DeploymentObject> {
    return {
      ...sink,
      replace: objects => {
        sink.replace(objects);
        this.setControllerVersion(objects.find(isController));
      },
      upsert: object => {
        sink.upsert(object);
        if (isController(object)) {
          this.setControllerVersion(object);
        }
      },
      remove: object => {
        sink.remove(object);
        if (isController(object)) {
          this.setControllerVersion(undefined);
        }
      },
    };
  }

  private setControllerVersion(controller: DeploymentObject | undefined): void {
    const { store, rolloutsVersion } = this.options;
    const image = controller?.spec.template?.spec?.containers[0]?.image;
    const tag = /:(v?\d[\w.-]*)(@|$)/.exec(image ?? '')?.[1];
    store.setControllerVersion(this.source.name, rolloutsVersion ?? tag);
  }
}

function isController({ metadata }: DeploymentObject): boolean {
  const { namespace, name } = metadata;
  return namespace === CONTROLLER.namespace && name === CONTROLLER.name;
}
