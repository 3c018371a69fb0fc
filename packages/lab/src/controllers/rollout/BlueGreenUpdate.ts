import { fromTimestamp } from '../framework/time';
import type { ReplicaSet } from '../workloads/schemas';
import { HASH_LABEL, SCALE_DOWN_DEADLINE } from './schema';
import type { BlueGreenStrategy, Rollout } from './schema';

interface Snapshot {
  rollout: Rollout;
  blueGreen: BlueGreenStrategy;
  /** That of the Rollout's template. */
  current: ReplicaSet;
  others: ReplicaSet[];
  /** The hashes that the Services select; '' for none. */
  active: string;
  preview: string;
  now: number;
}

/** What one reconciliation knows about a Rollout. */
export interface BlueGreenUpdate extends Snapshot {
  hash: string;
  stable: ReplicaSet | undefined;
  /** Nothing was done about this template yet. */
  isNewTemplate: boolean;
  isAborted: boolean;
  /** Goes live without a pause. */
  isFastTracked: boolean;
}

export function createBlueGreenUpdate(snapshot: Snapshot): BlueGreenUpdate {
  const { current, others, active } = snapshot;
  const { stableRS, currentPodHash, abort, promoteFull } =
    snapshot.rollout.status;
  const hash = hashOf(current);
  const stable = findByHash([current, ...others], stableRS);
  const isNewTemplate = currentPodHash !== '' && currentPodHash !== hash;
  // What is fully promoted, or is to be at once, cannot be aborted.
  const isAborted =
    abort && !promoteFull && !isNewTemplate && stableRS !== hash;
  return {
    ...snapshot,
    hash,
    stable,
    isNewTemplate,
    isAborted: isAborted && stable !== undefined,
    isFastTracked:
      promoteFull ||
      active === '' ||
      active === hash ||
      stableRS === hash ||
      isInstantRollback(snapshot, stable),
  };
}

export function hashOf({ metadata }: ReplicaSet): string {
  return metadata.labels[HASH_LABEL] ?? '';
}

export function findByHash(
  replicaSets: ReplicaSet[],
  hash: string,
): ReplicaSet | undefined {
  return replicaSets.find(replicaSet => hashOf(replicaSet) === hash);
}

/** Whether all its pods are there and available. */
export function isSaturated({ spec, status }: ReplicaSet, replicas: number) {
  return spec.replicas === replicas && status.availableReplicas === replicas;
}

/** Back to an older version whose pods still wait for their end. */
function isInstantRollback(
  { current, now }: Snapshot,
  stable: ReplicaSet | undefined,
): boolean {
  const deadline = current.metadata.annotations[SCALE_DOWN_DEADLINE];
  const createdAt = ({ metadata }: ReplicaSet) =>
    fromTimestamp(metadata.creationTimestamp);
  return (
    deadline !== undefined &&
    fromTimestamp(deadline) > now &&
    stable !== undefined &&
    createdAt(current) < createdAt(stable)
  );
}
