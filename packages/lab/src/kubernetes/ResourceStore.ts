import type { MemoryResourceStore } from './MemoryResourceStore';

/** Any Kubernetes object, as JSON. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMetadata;
  // The rest depends on the kind; readers narrow it themselves.
  [field: string]: unknown;
}

export interface ObjectMetadata {
  name: string;
  namespace?: string;
  uid: string;
  resourceVersion: string;
  generation?: number;
  creationTimestamp: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
}

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** Group and plural, for example `argoproj.io` and `rollouts`; core is ''. */
export interface ResourceType {
  group: string;
  plural: string;
}

export interface ObjectKey extends ResourceType {
  namespace?: string;
  name: string;
}

/** An object before the store has given it its metadata. */
export interface DraftObject {
  apiVersion: string;
  kind: string;
  metadata: Partial<ObjectMetadata> & { generateName?: string };
  [field: string]: unknown;
}

export interface StoreEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  resource: ResourceType;
  object: KubernetesObject;
  /** The object before the change; absent for ADDED. */
  previous?: KubernetesObject;
  /**
   * The fault "lose the next patch": watchers see the change, the controller
   * must go on with what it knew until the object changes again.
   */
  lost?: boolean;
}

export interface WriteOptions {
  subresource?: 'status';
  /** Marks the event of this write as lost. */
  lost?: boolean;
}

/** What one cluster remembers: all that the API and the controllers share. */
export type { MemoryResourceStore as ResourceStore } from './MemoryResourceStore';

/** What it takes to look at a cluster, whatever keeps it. */
export type ResourceReader = Pick<
  MemoryResourceStore,
  'cluster' | 'list' | 'subscribe'
>;
