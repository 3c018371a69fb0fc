import { ObjectMetadata } from '@shop-portal/plugin-shop-rollouts-common';

interface IndexedObject {
  metadata: ObjectMetadata;
}

/** Objects of one kind by uid, by name and by owner. */
export class ObjectIndex<TObject extends IndexedObject> {
  private readonly byUid = new Map<string, TObject>();
  /** By namespace, then by name: joined keys would be kept beside both. */
  private readonly byName = new Map<string, Map<string, TObject>>();
  private readonly byOwner = new Map<string, Set<string>>();

  values(): TObject[] {
    return [...this.byUid.values()];
  }

  get(uid: string): TObject | undefined {
    return this.byUid.get(uid);
  }

  find(namespace: string, name: string): TObject | undefined {
    return this.byName.get(namespace)?.get(name);
  }

  ownedBy(ownerUid: string): TObject[] {
    const owned = [...(this.byOwner.get(ownerUid) ?? [])];
    return owned.flatMap(uid => this.byUid.get(uid) ?? []);
  }

  /** Stores the object and answers what it took the place of. */
  upsert(object: TObject): TObject | undefined {
    const { uid, namespace, name } = object.metadata;
    const previous = this.remove(uid);
    this.byUid.set(uid, object);
    const named = this.byName.get(namespace) ?? new Map();
    this.byName.set(namespace, named.set(name, object));
    for (const owner of object.metadata.ownerReferences ?? []) {
      const owned = this.byOwner.get(owner.uid) ?? new Set();
      this.byOwner.set(owner.uid, owned.add(uid));
    }
    return previous;
  }

  remove(uid: string): TObject | undefined {
    const object = this.byUid.get(uid);
    if (!object) {
      return undefined;
    }
    this.byUid.delete(uid);
    const { namespace, name } = object.metadata;
    const named = this.byName.get(namespace);
    // A successor of the same name may be there already.
    if (named?.get(name) === object) {
      named.delete(name);
    }
    if (named?.size === 0) {
      this.byName.delete(namespace);
    }
    for (const owner of object.metadata.ownerReferences ?? []) {
      const owned = this.byOwner.get(owner.uid);
      owned?.delete(uid);
      if (owned?.size === 0) {
        this.byOwner.delete(owner.uid);
      }
    }
    return object;
  }
}
