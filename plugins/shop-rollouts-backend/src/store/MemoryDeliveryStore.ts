import {
  ApplicationTarget,
  ArgoCdLink,
  KubernetesLink,
  matchesLabelSelector,
  RolloutTarget,
  StaleSource,
} from '@shop-portal/plugin-shop-rollouts-common';
import { ArgoCdApplication } from '../argocd/ArgoCdApplication';
import { ChangedObject, ClusterState } from './ClusterState';
import {
  ApplicationEntry,
  ClusterKind,
  ClusterObjects,
  DeliveryStore,
  DeploymentEntry,
  RolloutEntry,
  SourceRef,
  StoreChange,
} from './DeliveryStore';
import { SourceStates } from './SourceStates';

/** Keeps everything in this process: each replica watches for itself. */
export class MemoryDeliveryStore implements DeliveryStore {
  private readonly clusters = new Map<string, ClusterState>();
  private readonly applications = new Map<
    string,
    Map<string, ArgoCdApplication>
  >();
  private readonly sources = new SourceStates();
  private readonly listeners = new Set<(change: StoreChange) => void>();

  getRollout(target: RolloutTarget): RolloutEntry | undefined {
    const state = this.clusters.get(target.cluster);
    const rollout = state?.find(target.namespace, target.name);
    return state && rollout && state.toEntry(rollout);
  }

  listRollouts(): RolloutEntry[] {
    return [...this.clusters.values()].flatMap(state =>
      state.rollouts().map(rollout => state.toEntry(rollout)),
    );
  }

  findRollouts(link: KubernetesLink): RolloutEntry[] {
    return this.linkedClusters(link).flatMap(state =>
      [...state.rollouts(), ...state.deletedRollouts()]
        .filter(({ metadata }) => matchesLink(link, metadata))
        .map(rollout => state.toEntry(rollout)),
    );
  }

  findDeployments(link: KubernetesLink): DeploymentEntry[] {
    return this.linkedClusters(link).flatMap(state =>
      state
        .deployments()
        .filter(({ metadata }) => matchesLink(link, metadata))
        .map(deployment => ({ cluster: state.cluster, deployment })),
    );
  }

  getApplication(target: ApplicationTarget): ApplicationEntry | undefined {
    const application = this.applications
      .get(target.instance)
      ?.get(nameKey(target));
    return application && { target, application };
  }

  findApplications(link: ArgoCdLink): ApplicationEntry[] {
    return [...this.applications].flatMap(([instance, applications]) =>
      [...applications.values()]
        .filter(application => matchesArgoCdLink(link, instance, application))
        .map(application => ({
          target: toTarget(instance, application),
          application,
        })),
    );
  }

  getStale(source: SourceRef): StaleSource | undefined {
    return this.sources.getStale(source);
  }

  listSources(): SourceRef[] {
    return this.sources.list();
  }

  getControllerVersion(cluster: string): string | undefined {
    return this.clusters.get(cluster)?.controllerVersion;
  }

  subscribe(listener: (change: StoreChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  addSource(source: SourceRef): void {
    this.sources.add(source);
    if (source.kind === 'cluster') {
      this.clusters.set(source.name, new ClusterState(source.name));
    } else {
      this.applications.set(source.name, new Map());
    }
  }

  setAnswering(source: SourceRef, answering: boolean): void {
    if (this.sources.set(source, answering)) {
      this.emit({ kind: 'source', source });
    }
  }

  setControllerVersion(cluster: string, version: string | undefined): void {
    const state = this.requireCluster(cluster);
    if (state.controllerVersion !== version) {
      state.controllerVersion = version;
      this.emit({ kind: 'source', source: { kind: 'cluster', name: cluster } });
    }
  }

  replaceObjects<TKind extends ClusterKind>(
    cluster: string,
    kind: TKind,
    objects: ClusterObjects[TKind][],
  ): void {
    const state = this.requireCluster(cluster);
    this.emitChanges(cluster, state.replace(kind, objects));
  }

  upsertObject<TKind extends ClusterKind>(
    cluster: string,
    kind: TKind,
    object: ClusterObjects[TKind],
  ): void {
    const state = this.requireCluster(cluster);
    this.emitChanges(cluster, state.upsert(kind, object));
  }

  removeObject(cluster: string, kind: ClusterKind, uid: string): void {
    this.emitChanges(cluster, this.requireCluster(cluster).remove(kind, uid));
  }

  upsertApplication(instance: string, application: ArgoCdApplication): void {
    const target = toTarget(instance, application);
    this.requireInstance(instance).set(nameKey(target), application);
    const { metadata } = application.object;
    this.emit({ kind: 'application', target, metadata });
  }

  removeApplication(target: ApplicationTarget): void {
    const applications = this.requireInstance(target.instance);
    const application = applications.get(nameKey(target));
    if (application) {
      applications.delete(nameKey(target));
      const { metadata } = application.object;
      this.emit({ kind: 'application', target, metadata });
    }
  }

  listApplications(instance: string): ApplicationTarget[] {
    return [...this.requireInstance(instance).values()].map(application =>
      toTarget(instance, application),
    );
  }

  private linkedClusters(link: KubernetesLink): ClusterState[] {
    return [...this.clusters.values()].filter(
      state => !link.cluster || link.cluster === state.cluster,
    );
  }

  private emitChanges(cluster: string, changes: ChangedObject[]): void {
    const byUid = new Map(
      changes.map(change => [change.object.metadata.uid, change]),
    );
    for (const { kind, object } of byUid.values()) {
      const { metadata } = object;
      const { namespace, name } = metadata;
      this.emit(
        kind === 'rollout'
          ? {
              kind,
              target: { kind, cluster, namespace, name },
              metadata,
            }
          : { kind, metadata },
      );
    }
  }

  private emit(change: StoreChange): void {
    for (const listener of [...this.listeners]) {
      listener(change);
    }
  }

  private requireCluster(name: string): ClusterState {
    const state = this.clusters.get(name);
    if (!state) {
      throw new Error(`Cluster '${name}' was never added to the store`);
    }
    return state;
  }

  private requireInstance(name: string): Map<string, ArgoCdApplication> {
    const applications = this.applications.get(name);
    if (!applications) {
      throw new Error(`Argo CD '${name}' was never added to the store`);
    }
    return applications;
  }
}

/** Whether an entity's link asks for this object. */
export function matchesLink(
  link: KubernetesLink,
  metadata: { namespace: string; labels?: Record<string, string> },
): boolean {
  return (
    (!link.namespace || link.namespace === metadata.namespace) &&
    matchesLabelSelector(link.selector, metadata.labels)
  );
}

function matchesArgoCdLink(
  link: ArgoCdLink,
  instance: string,
  { object }: ArgoCdApplication,
): boolean {
  const { metadata, spec } = object;
  return (
    (!link.instances || link.instances.includes(instance)) &&
    (!link.namespace || link.namespace === metadata.namespace) &&
    (!link.project || link.project === spec.project) &&
    (!link.name || link.name === metadata.name) &&
    (!link.selector || matchesLabelSelector(link.selector, metadata.labels))
  );
}

function toTarget(
  instance: string,
  { object }: ArgoCdApplication,
): ApplicationTarget {
  const { namespace, name } = object.metadata;
  return { kind: 'application', instance, namespace, name };
}

function nameKey(target: { namespace: string; name: string }): string {
  return `${target.namespace}/${target.name}`;
}
