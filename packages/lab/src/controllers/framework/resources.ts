import type {
  KubernetesObject,
  ObjectMetadata,
  OwnerReference,
  ResourceType,
} from '../../kubernetes/ResourceStore';

export const DEPLOYMENTS: ResourceType = {
  group: 'apps',
  plural: 'deployments',
};
export const REPLICA_SETS: ResourceType = {
  group: 'apps',
  plural: 'replicasets',
};
export const PODS: ResourceType = { group: '', plural: 'pods' };
export const SERVICES: ResourceType = { group: '', plural: 'services' };
export const EVENTS: ResourceType = { group: '', plural: 'events' };
export const ROLLOUTS: ResourceType = {
  group: 'argoproj.io',
  plural: 'rollouts',
};
export const HORIZONTAL_POD_AUTOSCALERS: ResourceType = {
  group: 'autoscaling',
  plural: 'horizontalpodautoscalers',
};

export function isType(a: ResourceType, b: ResourceType): boolean {
  return a.group === b.group && a.plural === b.plural;
}

/** Where the controllers' queues know an object by: `namespace/name`. */
export function keyOf(object: KubernetesObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

export function splitKey(key: string): { namespace: string; name: string } {
  const slash = key.indexOf('/');
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}

/** The owner that manages the object, when it is of the given kind. */
export function controllerOf(
  metadata: Pick<ObjectMetadata, 'ownerReferences'>,
  kind: string,
): { name: string; uid: string } | undefined {
  return metadata.ownerReferences?.find(
    owner => owner.controller === true && owner.kind === kind,
  );
}

/** What a controller writes into the objects that it makes for an owner. */
export function ownerReference(owner: {
  apiVersion: string;
  kind: string;
  metadata: { name: string; uid: string };
}): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** A field of unknown shape, as an object to spread; {} when it is none. */
export function asRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
