import { fromTimestamp } from '../framework/time';
import { computeTemplateHash } from '../workloads/podTemplate';
import type { PodTemplate, ReplicaSet } from '../workloads/schemas';
import {
  DESIRED_REPLICAS,
  HASH_LABEL,
  REVISION,
  REVISION_HISTORY,
  SCALE_DOWN_DEADLINE,
} from './schema';

export function hashOf(replicaSet: ReplicaSet): string {
  return replicaSet.metadata.labels[HASH_LABEL] ?? '';
}

export function revisionOf(replicaSet: ReplicaSet): number {
  return Number(replicaSet.metadata.annotations[REVISION] ?? 0);
}

export function findByHash(
  replicaSets: ReplicaSet[],
  hash: string,
): ReplicaSet | undefined {
  return hash === ''
    ? undefined
    : replicaSets.find(replicaSet => hashOf(replicaSet) === hash);
}

export function findByTemplate(
  replicaSets: ReplicaSet[],
  template: PodTemplate,
): ReplicaSet | undefined {
  return findByHash(replicaSets, computeTemplateHash(template, HASH_LABEL));
}

export function scaleDownDeadlineOf(
  replicaSet: ReplicaSet,
): number | undefined {
  const deadline = replicaSet.metadata.annotations[SCALE_DOWN_DEADLINE];
  return deadline ? fromTimestamp(deadline) : undefined;
}

/** Milliseconds until the deadline; undefined without one or when it passed. */
export function scaleDownDelayLeft(
  replicaSet: ReplicaSet,
  now: number,
): number | undefined {
  const deadline = scaleDownDeadlineOf(replicaSet);
  return deadline !== undefined && deadline > now ? deadline - now : undefined;
}

/** Whether the ReplicaSet, and all who look at it, know it at full size. */
export function isSaturated(replicaSet: ReplicaSet, replicas: number): boolean {
  return (
    replicaSet.spec.replicas === replicas &&
    replicaSet.metadata.annotations[DESIRED_REPLICAS] === String(replicas) &&
    replicaSet.status.availableReplicas === replicas
  );
}

/**
 * Timestamps have whole seconds, which two quick releases share; the revision
 * that a ReplicaSet was created with then decides.
 */
export function isOlder(a: ReplicaSet, b: ReplicaSet): boolean {
  const difference =
    fromTimestamp(a.metadata.creationTimestamp) -
    fromTimestamp(b.metadata.creationTimestamp);
  return (
    difference < 0 || (difference === 0 && firstRevision(a) < firstRevision(b))
  );
}

export function sum(
  replicaSets: ReplicaSet[],
  field: 'replicas' | 'readyReplicas' | 'availableReplicas',
): number {
  return replicaSets.reduce((total, { status }) => total + status[field], 0);
}

function firstRevision(replicaSet: ReplicaSet): number {
  const [first] = (
    replicaSet.metadata.annotations[REVISION_HISTORY] ?? ''
  ).split(',');
  return first ? Number(first) : revisionOf(replicaSet);
}
