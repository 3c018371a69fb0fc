import { isDeepStrictEqual } from 'util';
import { alreadyExists, badRequest } from './apiErrors';
import { copyJson } from './copyJson';
import { applyDefaults } from './defaults';
import { EventListener, EventQueue } from './EventQueue';
import { keyOf, ObjectIndex } from './ObjectIndex';
import {
  checkPreconditions,
  prepareChange,
  prepareNew,
  withoutOwner,
} from './objectWrites';
import {
  DeleteOptions,
  DraftObject,
  KubernetesObject,
  ObjectKey,
  ResourceStore,
  ResourceType,
  WriteOptions,
} from './ResourceStore';
import {
  requireDefinition,
  ResourceDefinition,
  typeKey,
} from './resourceTypes';
import { StoreSnapshot } from './storeSnapshot';
import { toTimestamp } from './timestamp';

const FIRST_NAMESPACES = ['default', 'kube-system'];
const NAMESPACES: ResourceType = { group: '', plural: 'namespaces' };

/** A cluster's objects in memory. */
export class MemoryResourceStore implements ResourceStore {
  private readonly objects = new ObjectIndex();
  private readonly events = new EventQueue();
  private version = 1;

  private constructor(readonly cluster: string) {}

  /**
   * A store with what the snapshot holds, or else a new cluster with its
   * namespaces.
   */
  static create(options: {
    cluster: string;
    namespaces?: string[];
    snapshot?: StoreSnapshot;
  }): MemoryResourceStore {
    const store = new MemoryResourceStore(options.cluster);
    if (options.snapshot) {
      store.restore(options.snapshot);
      return store;
    }
    const names = [...FIRST_NAMESPACES, ...(options.namespaces ?? [])];
    for (const name of new Set(names)) {
      store.create(NAMESPACES, {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name },
      });
    }
    return store;
  }

  get resourceVersion(): string {
    return String(this.version);
  }

  get(key: ObjectKey): KubernetesObject | undefined {
    return copyJson(this.objects.get(key));
  }

  list(
    type: ResourceType,
    filter: { namespace?: string; labels?: Record<string, string> } = {},
  ): KubernetesObject[] {
    const wanted = Object.entries(filter.labels ?? {});
    const found: KubernetesObject[] = [];
    for (const object of this.objects.ofType(type)) {
      const { namespace, labels = {} } = object.metadata;
      if (
        (filter.namespace === undefined || filter.namespace === namespace) &&
        wanted.every(([name, value]) => labels[name] === value)
      ) {
        found.push(copyJson(object));
      }
    }
    return found;
  }

  create(
    type: ResourceType,
    draft: DraftObject,
    options: Pick<WriteOptions, 'dryRun'> = {},
  ): KubernetesObject {
    const definition = requireDefinition(type);
    const object = applyDefaults(prepareNew(definition, draft));
    const key = keyOf(type, object);
    this.checkNamespace(definition, key);
    if (this.objects.get(key)) {
      throw alreadyExists(key);
    }
    if (!options.dryRun) {
      this.forgetOld(definition);
      this.store('ADDED', key, object);
    }
    return copyJson(object);
  }

  replace(
    type: ResourceType,
    object: DraftObject,
    options: WriteOptions = {},
  ): KubernetesObject {
    const { name, namespace } = object.metadata;
    if (!name) {
      throw badRequest('the name of the object must be provided');
    }
    return this.write({ ...type, namespace, name }, object, options);
  }

  modify<T extends KubernetesObject = KubernetesObject>(
    key: ObjectKey,
    change: (object: T) => T | undefined,
    options: WriteOptions = {},
  ): KubernetesObject {
    const current = this.objects.existing(key);
    // The caller says what it expects under this key; the store cannot know.
    const changed = change(copyJson(current) as T);
    return changed === undefined
      ? copyJson(current)
      : this.write(key, changed, options);
  }

  delete(key: ObjectKey, options: DeleteOptions = {}): KubernetesObject {
    const current = this.objects.existing(key);
    checkPreconditions(key, current, options.preconditions ?? {});
    if (!options.dryRun) {
      if (current.metadata.finalizers?.length) {
        this.markDeleted(key, current);
      } else {
        this.remove(key, current, options.orphan);
      }
    }
    return copyJson(this.objects.get(key) ?? current);
  }

  subscribe(listener: EventListener): () => void {
    return this.events.subscribe(listener);
  }

  /** Everything that a restart needs to go on with. */
  snapshot(): StoreSnapshot {
    return {
      resourceVersion: this.version,
      objects: this.objects
        .filter(() => true)
        .map(({ key: { group, plural }, object }) => ({
          group,
          plural,
          object: { ...object, metadata: { ...object.metadata } },
        })),
    };
  }

  private restore(snapshot: StoreSnapshot): void {
    this.version = snapshot.resourceVersion;
    for (const { group, plural, object } of snapshot.objects) {
      const key = keyOf({ group, plural }, object);
      this.objects.set(key, copyJson(object));
    }
  }

  private write(
    key: ObjectKey,
    draft: DraftObject,
    options: WriteOptions,
  ): KubernetesObject {
    const current = this.objects.existing(key);
    const changed = prepareChange(
      requireDefinition(key),
      key,
      current,
      draft,
      options.subresource,
    );
    if (!options.dryRun && !isDeepStrictEqual(changed, current)) {
      const { deletionTimestamp, finalizers = [] } = changed.metadata;
      if (deletionTimestamp && finalizers.length === 0) {
        this.remove(key, changed);
      } else {
        this.store('MODIFIED', key, changed, options.lost);
      }
    }
    return copyJson(changed);
  }

  private store(
    type: 'ADDED' | 'MODIFIED',
    key: ObjectKey,
    object: KubernetesObject,
    lost?: boolean,
  ): void {
    const previous = this.objects.get(key);
    object.metadata.resourceVersion = this.nextVersion();
    this.objects.set(key, copyJson(object));
    this.events.push({
      type,
      resource: { group: key.group, plural: key.plural },
      object,
      ...(previous && { previous }),
      ...(lost && { lost }),
    });
  }

  private markDeleted(key: ObjectKey, current: KubernetesObject): void {
    if (!current.metadata.deletionTimestamp) {
      const deletionTimestamp = toTimestamp(new Date());
      this.store('MODIFIED', key, {
        ...current,
        metadata: { ...current.metadata, deletionTimestamp },
      });
    }
  }

  private remove(
    key: ObjectKey,
    current: KubernetesObject,
    orphan = false,
  ): void {
    this.objects.delete(key);
    const resourceVersion = this.nextVersion();
    this.events.push({
      type: 'DELETED',
      resource: { group: key.group, plural: key.plural },
      object: {
        ...current,
        metadata: { ...current.metadata, resourceVersion },
      },
      previous: current,
    });
    this.releaseDependents(current.metadata.uid, orphan);
    if (typeKey(key) === typeKey(NAMESPACES)) {
      this.empty(key.name);
    }
  }

  /** Deletes what nobody owns any more; takes off the owner otherwise. */
  private releaseDependents(uid: string, orphan: boolean): void {
    const isOwned = ({ metadata }: KubernetesObject) =>
      metadata.ownerReferences?.some(owner => owner.uid === uid) ?? false;

    for (const { key } of this.objects.filter(isOwned)) {
      // What was deleted with another of its owners is gone by now.
      const object = this.objects.get(key);
      const released = object && withoutOwner(object, uid);
      if (released?.metadata.ownerReferences || (released && orphan)) {
        this.write(key, released, {});
      } else if (released) {
        this.delete(key);
      }
    }
  }

  private empty(namespace: string): void {
    const isInside = ({ metadata }: KubernetesObject) =>
      metadata.namespace === namespace;

    for (const { key } of this.objects.filter(isInside)) {
      if (this.objects.get(key)) {
        this.delete(key);
      }
    }
  }

  private forgetOld(definition: ResourceDefinition): void {
    const limit = Date.now() - (definition.lifetimeMillis ?? Infinity);
    for (const object of this.objects.ofType(definition)) {
      if (Date.parse(object.metadata.creationTimestamp) < limit) {
        this.remove(keyOf(definition, object), object);
      }
    }
  }

  private checkNamespace(definition: ResourceDefinition, key: ObjectKey): void {
    if (!definition.namespaced) {
      return;
    }
    if (!key.namespace) {
      throw badRequest('an empty namespace may not be set during creation');
    }
    this.objects.existing({ ...NAMESPACES, name: key.namespace });
  }

  private nextVersion(): string {
    this.version += 1;
    return String(this.version);
  }
}
