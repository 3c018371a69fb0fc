import { noSuchResource, notFound } from './apiErrors';
import { KubernetesObject, ObjectKey, ResourceType } from './ResourceStore';
import { resourceDefinitions, typeKey } from './resourceTypes';

export interface IndexedObject {
  key: ObjectKey;
  object: KubernetesObject;
}

/** The stored objects by type and name. What it holds is never changed. */
export class ObjectIndex {
  private readonly types = new Map<string, Map<string, KubernetesObject>>();

  constructor() {
    for (const definition of resourceDefinitions()) {
      this.types.set(typeKey(definition), new Map());
    }
  }

  get(key: ObjectKey): KubernetesObject | undefined {
    return this.objectsOf(key).get(pathOf(key));
  }

  existing(key: ObjectKey): KubernetesObject {
    const object = this.get(key);
    if (!object) {
      throw notFound(key);
    }
    return object;
  }

  set(key: ObjectKey, object: KubernetesObject): void {
    this.objectsOf(key).set(pathOf(key), object);
  }

  delete(key: ObjectKey): void {
    this.objectsOf(key).delete(pathOf(key));
  }

  ofType(type: ResourceType): KubernetesObject[] {
    return [...this.objectsOf(type).values()];
  }

  /** Objects of every type that the test accepts. */
  filter(accepts: (object: KubernetesObject) => boolean): IndexedObject[] {
    return resourceDefinitions().flatMap(definition =>
      this.ofType(definition)
        .filter(accepts)
        .map(object => ({ key: keyOf(definition, object), object })),
    );
  }

  private objectsOf(type: ResourceType): Map<string, KubernetesObject> {
    const objects = this.types.get(typeKey(type));
    if (!objects) {
      throw noSuchResource();
    }
    return objects;
  }
}

export function keyOf(type: ResourceType, object: KubernetesObject): ObjectKey {
  const { namespace, name } = object.metadata;
  return { group: type.group, plural: type.plural, namespace, name };
}

function pathOf(key: ObjectKey): string {
  return `${key.namespace ?? ''}/${key.name}`;
}
