import {
  ApplicationTarget,
  ArgoCdLink,
  DeploymentObject,
  KubernetesLink,
  PodObject,
  ReplicaSetObject,
  RolloutObject,
  RolloutTarget,
  ServiceObject,
  StaleSource,
} from '@shop-portal/plugin-shop-rollouts-common';
import { ArgoCdApplication } from '../argocd/ArgoCdApplication';

/** What is watched in a cluster, by kind. */
export interface ClusterObjects {
  rollouts: RolloutObject;
  replicaSets: ReplicaSetObject;
  pods: PodObject;
  services: ServiceObject;
  deployments: DeploymentObject;
}

export type ClusterKind = keyof ClusterObjects;

/** A Rollout with everything that belongs to it. */
export interface RolloutEntry {
  target: RolloutTarget;
  rollout: RolloutObject;
  replicaSets: ReplicaSetObject[];
  pods: PodObject[];
  /** The Services that the Rollout moves. */
  services: ServiceObject[];
}

export interface DeploymentEntry {
  cluster: string;
  deployment: DeploymentObject;
}

export interface ApplicationEntry {
  target: ApplicationTarget;
  application: ArgoCdApplication;
}

/** What links look at, also of an object that is already gone. */
export interface LinkableMetadata {
  namespace: string;
  name: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

/** Something that somebody may see has changed. */
export type StoreChange =
  | { kind: 'rollout'; target: RolloutTarget; metadata: LinkableMetadata }
  | { kind: 'deployment'; metadata: LinkableMetadata }
  | {
      kind: 'application';
      target: ApplicationTarget;
      metadata: LinkableMetadata;
    }
  | { kind: 'source'; source: SourceRef };

export interface SourceRef {
  kind: 'cluster' | 'argocd';
  name: string;
}

/**
 * What the upstreams last said, in memory. Reads are answered from here
 * alone; only the watchers write.
 */
export interface DeliveryStore {
  getRollout(target: RolloutTarget): RolloutEntry | undefined;
  listRollouts(): RolloutEntry[];
  /** Also those that were deleted a while ago: they are shown as gone. */
  findRollouts(link: KubernetesLink): RolloutEntry[];
  findDeployments(link: KubernetesLink): DeploymentEntry[];
  getApplication(target: ApplicationTarget): ApplicationEntry | undefined;
  findApplications(link: ArgoCdLink): ApplicationEntry[];
  /** Undefined while the source answers. */
  getStale(source: SourceRef): StaleSource | undefined;
  listSources(): SourceRef[];
  getControllerVersion(cluster: string): string | undefined;
  /** Called at once, for every change. */
  subscribe(listener: (change: StoreChange) => void): () => void;

  addSource(source: SourceRef): void;
  setAnswering(source: SourceRef, answering: boolean): void;
  setControllerVersion(cluster: string, version: string | undefined): void;
  replaceObjects<TKind extends ClusterKind>(
    cluster: string,
    kind: TKind,
    objects: ClusterObjects[TKind][],
  ): void;
  upsertObject<TKind extends ClusterKind>(
    cluster: string,
    kind: TKind,
    object: ClusterObjects[TKind],
  ): void;
  removeObject(cluster: string, kind: ClusterKind, uid: string): void;
  upsertApplication(instance: string, application: ArgoCdApplication): void;
  removeApplication(target: ApplicationTarget): void;
  listApplications(instance: string): ApplicationTarget[];
}
