import { randomUUID } from 'crypto';
import { isDeepStrictEqual } from 'util';
import { z } from 'zod';
import { alreadyExists, conflict, invalid, notFound } from './ApiError';
import { copyJson } from './copyJson';
import {
  DraftObject,
  KubernetesObject,
  ObjectKey,
  ResourceType,
  StoreEvent,
  WriteOptions,
} from './ResourceStore';
import { isType, requireDefinition, ResourceDefinition } from './resourceTypes';
import { toTimestamp } from './timestamp';

const FIRST_NAMESPACES = ['default', 'kube-system'];
const NAMESPACES: ResourceType = { group: '', plural: 'namespaces' };
const EVENTS: ResourceType = { group: '', plural: 'events' };
const EVENT_LIFETIME_MILLIS = 60 * 60 * 1000;
const SUBDOMAIN =
  /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** A stored object with its type. It is replaced, never changed. */
interface Entry extends ResourceType {
  object: KubernetesObject;
}

/** What a cluster keeps across restarts. */
export const storeSnapshotSchema = z.object({
  resourceVersion: z.number().int(),
  objects: z.array(
    z.custom<Entry>(entry => Object(entry).object?.metadata?.uid !== undefined),
  ),
});

type StoreSnapshot = z.infer<typeof storeSnapshotSchema>;
type Listener = (event: StoreEvent) => void;

/**
 * A cluster's objects, in memory.
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
export class MemoryResourceStore {
  private readonly entries = new Map<string, Entry>();
  private readonly listeners = new Set<Listener>();
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
    const { cluster, namespaces = [], snapshot } = options;
    const store = new MemoryResourceStore(cluster);
    if (snapshot) {
      store.version = snapshot.resourceVersion;
      for (const entry of copyJson(snapshot.objects)) {
        store.entries.set(pathOf(keyOf(entry, entry.object)), entry);
      }
      return store;
    }
    for (const name of new Set([...FIRST_NAMESPACES, ...namespaces])) {
      const draft = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
      store.create(NAMESPACES, draft);
    }
    return store;
  }

  /** The version of the latest stored change. */
  get resourceVersion(): string {
    return String(this.version);
  }

  get(key: ObjectKey): KubernetesObject | undefined {
    return copyJson(this.entries.get(pathOf(key))?.object);
  }

  list(
    type: ResourceType,
    filter: {
      namespace?: string;
      labels?: Record<string, string>;
      matches?: (object: KubernetesObject) => boolean;
      /** Answers only the first ones, by namespace and name. */
      limit?: number;
    } = {},
  ): KubernetesObject[] {
    const { namespace, labels = {}, matches = () => true, limit } = filter;
    const found = [...this.entries].filter(
      ([, entry]) =>
        isType(entry, type) &&
        (!namespace || entry.object.metadata.namespace === namespace) &&
        Object.entries(labels).every(hasLabel(entry.object)) &&
        matches(entry.object),
    );
    if (limit !== undefined) {
      found.sort(([left], [right]) => (left < right ? -1 : 1));
    }
    return found.slice(0, limit).map(([, { object }]) => copyJson(object));
  }

  create(type: ResourceType, draft: DraftObject): KubernetesObject {
    const definition = requireDefinition(type);
    const object = newObject(definition, draft);
    const key = keyOf(type, object);
    if (definition.namespaced) {
      this.existing({ ...NAMESPACES, name: key.namespace ?? '' });
    }
    if (this.entries.has(pathOf(key))) {
      throw alreadyExists(key);
    }
    if (definition.kind === 'Event') {
      this.forgetEvents(Date.now() - EVENT_LIFETIME_MILLIS);
    }
    return this.commit('ADDED', key, object);
  }

  /**
   * Reads, applies `change` to a copy and stores it, in one step. Returning
   * undefined leaves the object as it is. With another `uid` or
   * `resourceVersion` in the result than the current one it is refused (409).
   */
  modify<T extends KubernetesObject = KubernetesObject>(
    key: ObjectKey,
    change: (object: T) => DraftObject | undefined,
    { subresource, lost }: WriteOptions = {},
  ): KubernetesObject {
    const current = this.existing(key);
    // The caller says what it expects under this key; the store cannot know.
    const draft = change(copyJson(current) as T) ?? current;
    const { uid, resourceVersion } = current.metadata;
    const { uid: wanted = uid, resourceVersion: seen = resourceVersion } =
      draft.metadata;
    if (wanted !== uid || seen !== resourceVersion) {
      throw conflict(key);
    }
    const changed =
      subresource === 'status'
        ? copyJson({ ...current, status: draft.status })
        : changedObject(requireDefinition(key), current, draft);
    return isDeepStrictEqual(changed, current)
      ? changed
      : this.commit('MODIFIED', key, changed, lost);
  }

  /**
   * Deletes the object and, as the garbage collector would, what only it
   * owns. Returns the object as it was last.
   */
  delete(key: ObjectKey): KubernetesObject {
    const object = this.existing(key);
    this.commit('DELETED', key, object);
    for (const path of [...this.entries.keys()]) {
      // What was deleted with another of its owners is gone by now.
      const entry = this.entries.get(path);
      if (entry) {
        this.releaseFrom(object, entry);
      }
    }
    return copyJson(object);
  }

  /** Called after each stored change, in order, outside the write itself. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** Everything that a restart needs to go on with. */
  snapshot(): StoreSnapshot {
    const objects = [...this.entries.values()];
    return copyJson({ resourceVersion: this.version, objects });
  }

  private existing(key: ObjectKey): KubernetesObject {
    const entry = this.entries.get(pathOf(key));
    if (!entry) {
      throw notFound(key);
    }
    return entry.object;
  }

  /** Deletes what nobody owns any more; takes off the owner otherwise. */
  private releaseFrom(owner: KubernetesObject, entry: Entry): void {
    const key = keyOf(entry, entry.object);
    const { ownerReferences = [] } = entry.object.metadata;
    const { uid, name } = owner.metadata;
    const left = ownerReferences.filter(reference => reference.uid !== uid);
    const isInside = owner.kind === 'Namespace' && key.namespace === name;
    if (isInside || left.length < Math.min(1, ownerReferences.length)) {
      this.delete(key);
    } else if (left.length < ownerReferences.length) {
      const metadata = { ...entry.object.metadata, ownerReferences: left };
      this.commit('MODIFIED', key, { ...entry.object, metadata });
    }
  }

  private forgetEvents(before: number): void {
    for (const event of this.list(EVENTS)) {
      if (Date.parse(event.metadata.creationTimestamp) < before) {
        this.delete(keyOf(EVENTS, event));
      }
    }
  }

  private commit(
    type: StoreEvent['type'],
    key: ObjectKey,
    draft: KubernetesObject,
    lost?: boolean,
  ): KubernetesObject {
    this.version += 1;
    const { group, plural } = key;
    const { resourceVersion } = this;
    const object = {
      ...draft,
      metadata: { ...draft.metadata, resourceVersion },
    };
    const path = pathOf(key);
    const previous = this.entries.get(path)?.object;
    this.entries.set(path, { group, plural, object });
    if (type === 'DELETED') {
      this.entries.delete(path);
    }
    const resource = { group, plural };
    const event: StoreEvent = { type, resource, object, previous, lost };
    // Later, so that no listener runs inside the write that it hears of.
    queueMicrotask(() =>
      this.listeners.forEach(listener => listener(copyJson(event))),
    );
    return copyJson(object);
  }
}

function keyOf(
  { group, plural }: ResourceType,
  { metadata: { namespace, name } }: KubernetesObject,
): ObjectKey {
  return { group, plural, namespace, name };
}

function pathOf({ group, plural, namespace = '', name }: ObjectKey): string {
  return [group, plural, namespace, name].join('/');
}

function hasLabel({ metadata: { labels = {} } }: KubernetesObject) {
  return ([name, value]: [string, string]) => labels[name] === value;
}

function newObject(
  definition: ResourceDefinition,
  { metadata, status, ...content }: DraftObject,
): KubernetesObject {
  const { name = '', generateName } = metadata;
  const { subresources, defaultSpec, defaultStatus } = definition;
  const object = {
    ...content,
    spec: defaultSpec
      ? { ...defaultSpec, ...Object(content.spec) }
      : content.spec,
    metadata: {
      ...metadata,
      name: name || (generateName ? generateName + randomUUID().slice(-5) : ''),
      namespace: definition.namespaced ? metadata.namespace : undefined,
      uid: randomUUID(),
      resourceVersion: '',
      // Most kinds of the core group do not count it.
      generation: definition.group === '' ? undefined : 1,
      creationTimestamp: toTimestamp(new Date()),
    },
    status: subresources.includes('status') ? defaultStatus : status,
  };
  checkName(definition, object.metadata.name);
  return copyJson(object);
}

/** What a write of the main resource makes of the object. */
function changedObject(
  { subresources }: ResourceDefinition,
  current: KubernetesObject,
  draft: DraftObject,
): KubernetesObject {
  const { labels, annotations, ownerReferences } = draft.metadata;
  const changed = copyJson({
    ...draft,
    apiVersion: current.apiVersion,
    kind: current.kind,
    metadata: { ...current.metadata, labels, annotations, ownerReferences },
    status: subresources.includes('status') ? current.status : draft.status,
  });
  const { generation } = current.metadata;
  const isSame = isDeepStrictEqual(contentOf(changed), contentOf(current));
  if (generation && !isSame) {
    changed.metadata.generation = generation + 1;
  }
  return changed;
}

/** What generation counts: all but metadata and status. */
function contentOf({ metadata, status, ...content }: KubernetesObject): object {
  return content;
}

function checkName(definition: ResourceDefinition, name: string): void {
  if (!SUBDOMAIN.test(name)) {
    throw invalid(definition, name, {
      reason: 'FieldValueInvalid',
      field: 'metadata.name',
      message: `Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`,
    });
  }
}
