import { createHash } from 'crypto';
import type { ResourceType } from '../../kubernetes';
import type { Reconciliation } from '../framework/Reconciliation';
import { ownerReference, REPLICA_SETS } from '../framework/resources';
import { replicaSetSchema } from './schemas';
import type { Release, ReplicaSet } from './schemas';

/** How a kind of release marks its ReplicaSets. */
interface ReleaseMarks {
  type: ResourceType;
  hashLabel: string;
  revision: string;
}

const HASH_LENGTH = 10;

/**
 * The ReplicaSet of the release's template and all others, the newest first.
 * A new template gets one of size 0. The current one always has the highest
 * revision, also when the release went back to an old template.
 */
export function ensureReplicaSet(
  reconciliation: Reconciliation,
  release: Release,
  { type, hashLabel, revision }: ReleaseMarks,
): { current: ReplicaSet; others: ReplicaSet[]; isCreated: boolean } {
  const hash = hashOf(release.spec.template);
  const owned = reconciliation.listOwned(
    REPLICA_SETS,
    replicaSetSchema,
    release,
  );
  const existing = owned.find(
    ({ metadata }) => metadata.labels[hashLabel] === hash,
  );
  const current =
    existing ?? createReplicaSet(reconciliation, release, hashLabel, hash);
  const revisionOf = ({ metadata }: ReplicaSet) =>
    Number(metadata.annotations[revision] ?? 0);
  const others = owned
    .filter(replicaSet => replicaSet !== existing)
    .sort((a, b) => revisionOf(b) - revisionOf(a));
  const newest = others[0] ? revisionOf(others[0]) : 0;
  const annotations = {
    [revision]: String(Math.max(revisionOf(current), newest + 1)),
  };
  reconciliation.patch(REPLICA_SETS, current, { metadata: { annotations } });
  reconciliation.patch(type, release, { metadata: { annotations } });
  return { current, others, isCreated: !existing };
}

/** The oldest beyond the limit go, once they have no pods. */
export function deleteOldReplicaSets(
  { store }: Reconciliation,
  newestFirst: ReplicaSet[],
  limit: number,
): void {
  for (const { metadata, spec, status } of newestFirst.slice(limit)) {
    const { namespace, name } = metadata;
    if (spec.replicas === 0 && status.replicas === 0) {
      store.delete({ ...REPLICA_SETS, namespace, name });
    }
  }
}

function createReplicaSet(
  { store }: Reconciliation,
  release: Release,
  hashLabel: string,
  hash: string,
): ReplicaSet {
  const { template, selector } = release.spec;
  const { name, namespace } = release.metadata;
  const labels = { ...template.metadata.labels, [hashLabel]: hash };
  const matchLabels = { ...selector.matchLabels, [hashLabel]: hash };
  return replicaSetSchema.parse(
    store.create(REPLICA_SETS, {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${name}-${hash}`,
        namespace,
        labels,
        ownerReferences: [ownerReference(release)],
      },
      spec: {
        replicas: 0,
        selector: { ...selector, matchLabels },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
    }),
  );
}

/** The same for the same template, in whatever order its fields come. */
function hashOf(template: object): string {
  const json = JSON.stringify(template, (_, value) =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(Object.entries(value).sort()),
  );
  return createHash('sha256').update(json).digest('hex').slice(0, HASH_LENGTH);
}
