import {
  isOwnedBy,
  PodObject,
  ReplicaSetObject,
  replicaSetHash,
  RolloutObject,
  SCALE_DOWN_DEADLINE_ANNOTATION,
} from '../kubernetes';
import { ContainerImage, Stack, StackRole } from '../types';
import { containerImages } from './containerImages';
import { podStatus } from './podStatus';
import { replicaSetRoles, revisionOf, roleNames } from './replicaSetRoles';

/** @public */
export interface RolloutStacks {
  live?: Stack;
  preview?: Stack;
  old: Stack[];
}

/**
 * The ReplicaSets of a Rollout as people see them. Of the old ones only those
 * that still run.
 * @public
 */
export function rolloutStacks(
  rollout: RolloutObject,
  replicaSets: readonly ReplicaSetObject[],
  pods: readonly PodObject[],
): RolloutStacks {
  const roles = replicaSetRoles(rollout, replicaSets);
  const names = roleNames(rollout);
  const toStack = (role: StackRole, replicaSet: ReplicaSetObject) =>
    buildStack(role, replicaSet, pods, distinctContainer(roles));
  return {
    ...(roles.live && { live: toStack(names.live, roles.live) }),
    ...(roles.next && { preview: toStack(names.next, roles.next) }),
    old: roles.old
      .filter(replicaSet => isRunning(replicaSet))
      .map(replicaSet => toStack('old', replicaSet)),
  };
}

/** When an old ReplicaSet is scaled down, if it is going to be. */
export function scaleDownDeadline(
  replicaSet: ReplicaSetObject,
): string | undefined {
  const text =
    replicaSet.metadata.annotations?.[SCALE_DOWN_DEADLINE_ANNOTATION];
  return text && !Number.isNaN(Date.parse(text)) ? text : undefined;
}

export function isRunning(replicaSet: ReplicaSetObject): boolean {
  return (
    (replicaSet.spec.replicas ?? 1) > 0 ||
    (replicaSet.status?.replicas ?? 0) > 0
  );
}

function buildStack(
  role: StackRole,
  replicaSet: ReplicaSetObject,
  pods: readonly PodObject[],
  distinct: string | undefined,
): Stack {
  const images = imagesOf(replicaSet);
  const named =
    images.find(({ container }) => container === distinct) ?? images[0];
  const revision = revisionOf(replicaSet);
  const scaleDownAt = scaleDownDeadline(replicaSet);
  const createdAt = replicaSet.metadata.creationTimestamp;
  return {
    role,
    hash: replicaSetHash(replicaSet),
    tag: named?.tag ?? '',
    images,
    ...(revision !== undefined && { revision }),
    replicas: {
      desired: replicaSet.spec.replicas ?? 1,
      ready: replicaSet.status?.readyReplicas ?? 0,
      total: replicaSet.status?.replicas ?? 0,
    },
    ...(createdAt && { createdAt }),
    ...(scaleDownAt && { scaleDownAt }),
    pods: pods
      .filter(pod => isOwnedBy(pod, replicaSet.metadata.uid))
      .map(podStatus)
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}

function imagesOf(replicaSet: ReplicaSetObject): ContainerImage[] {
  return containerImages(replicaSet.spec.template);
}

/** The container whose image tells the newest two releases apart. */
function distinctContainer(roles: {
  live?: ReplicaSetObject;
  next?: ReplicaSetObject;
  old: ReplicaSetObject[];
}): string | undefined {
  const other = roles.next ?? roles.old[0];
  if (!roles.live || !other) {
    return undefined;
  }
  const otherImages = new Map(
    imagesOf(other).map(({ container, image }) => [container, image]),
  );
  return imagesOf(roles.live).find(
    ({ container, image }) => otherImages.get(container) !== image,
  )?.container;
}
