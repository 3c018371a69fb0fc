import type {
  KubernetesObject,
  OwnerReference,
  ResourceType,
} from '../../kubernetes';

const core = (plural: string): ResourceType => ({ group: '', plural });
const apps = (plural: string): ResourceType => ({ group: 'apps', plural });

export const PODS = core('pods');
export const SERVICES = core('services');
export const DEPLOYMENTS = apps('deployments');
export const REPLICA_SETS = apps('replicasets');
export const ROLLOUTS = { group: 'argoproj.io', plural: 'rollouts' };

export function isType(a: ResourceType, b: ResourceType): boolean {
  return a.group === b.group && a.plural === b.plural;
}

/** The owner that manages the object. */
export function controllerOf({
  metadata,
}: KubernetesObject): OwnerReference | undefined {
  return metadata.ownerReferences?.find(owner => owner.controller);
}

/** What a controller writes into the objects that it makes for an owner. */
export function ownerReference(owner: {
  apiVersion: string;
  kind: string;
  metadata: { name: string; uid: string };
}): OwnerReference {
  const { apiVersion, kind, metadata } = owner;
  const { name, uid } = metadata;
  const isManager = { controller: true, blockOwnerDeletion: true };
  return { apiVersion, kind, name, uid, ...isManager };
}
