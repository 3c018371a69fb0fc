/**
 * Any Kubernetes object, as JSON.
 */
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
  finalizers?: string[];
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
  /** Check and answer as always, but store nothing. */
  dryRun?: boolean;
  /** Marks the event of this write as lost. */
  lost?: boolean;
}

export interface DeleteOptions {
  dryRun?: boolean;
  /** Let what the object owns live on, without an owner. */
  orphan?: boolean;
  preconditions?: { uid?: string; resourceVersion?: string };
}

/**
 * What one cluster remembers: the only state that the API and the controllers
 * share.
 *
 * @remarks
 * Semantics are those of a real API server: every stored change gets a new
 * cluster-wide resourceVersion; a write that changes nothing gets none and
 * raises no event; `generation` grows only when something outside `metadata`
 * and `status` changed; a main-resource write drops changes of `status`
 * and a status write drops all others, for kinds with the status subresource.
 * Returned objects are copies: changing one changes nothing in the store.
 * Errors are `ApiError` with the `Status` a real server would answer.
 */
export interface ResourceStore {
  readonly cluster: string;
  /** The version of the latest stored change. */
  readonly resourceVersion: string;
  get(key: ObjectKey): KubernetesObject | undefined;
  list(
    type: ResourceType,
    filter?: { namespace?: string; labels?: Record<string, string> },
  ): KubernetesObject[];
  create(
    type: ResourceType,
    draft: DraftObject,
    options?: Pick<WriteOptions, 'dryRun'>,
  ): KubernetesObject;
  /**
   * Replaces the object. `resourceVersion` in the argument makes the write
   * conditional (409 when it is not the current one); leave it out to
   * overwrite.
   */
  replace(
    type: ResourceType,
    object: DraftObject,
    options?: WriteOptions,
  ): KubernetesObject;
  /**
   * Reads, applies `change` to a copy and stores it, in one step.
   * Returning undefined leaves the object as it is.
   */
  modify<T extends KubernetesObject = KubernetesObject>(
    key: ObjectKey,
    change: (object: T) => T | undefined,
    options?: WriteOptions,
  ): KubernetesObject;
  /**
   * Deletes the object and, as the garbage collector would, what it owns. An
   * object with finalizers is only marked, and goes when the last one is taken
   * off. Returns the object as it was last.
   */
  delete(key: ObjectKey, options?: DeleteOptions): KubernetesObject;
  /** Called after each stored change, in order, outside the write itself. */
  subscribe(listener: (event: StoreEvent) => void): () => void;
}
