import {
  isOwnedBy,
  ReplicaSetObject,
  replicaSetHash,
  REVISION_ANNOTATION,
  RolloutObject,
} from '../kubernetes';
import { liveHash, rolloutStrategy } from './status';

/**
 * The ReplicaSets of one Rollout, by what they are for.
 * @public
 */
export interface ReplicaSetRoles {
  /** Gets live traffic; canary: the stable one. */
  live?: ReplicaSetObject;
  /** The newest release while it is not live. */
  next?: ReplicaSetObject;
  /** Where an abort would move traffic back to. */
  stable?: ReplicaSetObject;
  /** All others, newest revision first, also those at zero. */
  old: ReplicaSetObject[];
}

/**
 * Tells which ReplicaSet is what. Without a preview Service upstream tags none
 * as preview, so the newest one that is not live counts.
 * @public
 */
export function replicaSetRoles(
  rollout: RolloutObject,
  replicaSets: readonly ReplicaSetObject[],
): ReplicaSetRoles {
  const owned = replicaSets
    .filter(replicaSet => isOwnedBy(replicaSet, rollout.metadata.uid))
    .filter(replicaSet => replicaSetHash(replicaSet) !== '')
    .sort(newestFirst);
  const find = (hash: string | undefined) =>
    owned.find(replicaSet => hash && replicaSetHash(replicaSet) === hash);
  const live = find(liveHash(rollout));
  const current = find(rollout.status?.currentPodHash);
  const next = current === live ? undefined : current;
  return {
    live,
    next,
    stable: find(rollout.status?.stableRS),
    old: owned.filter(replicaSet => replicaSet !== live && replicaSet !== next),
  };
}

/** The number that upstream gave a ReplicaSet; it may change. */
export function revisionOf(replicaSet: ReplicaSetObject): number | undefined {
  const text = replicaSet.metadata.annotations?.[REVISION_ANNOTATION];
  const revision = Number(text);
  return text && Number.isInteger(revision) ? revision : undefined;
}

/** What the roles are called in the strategy of this Rollout. */
export function roleNames(rollout: RolloutObject) {
  return rolloutStrategy(rollout) === 'canary'
    ? ({ live: 'stable', next: 'canary' } as const)
    : ({ live: 'live', next: 'preview' } as const);
}

function newestFirst(a: ReplicaSetObject, b: ReplicaSetObject): number {
  const byRevision = (revisionOf(b) ?? 0) - (revisionOf(a) ?? 0);
  const createdA = a.metadata.creationTimestamp ?? '';
  const createdB = b.metadata.creationTimestamp ?? '';
  return (
    byRevision ||
    createdB.localeCompare(createdA) ||
    a.metadata.name.localeCompare(b.metadata.name)
  );
}
