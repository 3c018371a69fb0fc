import { copyJson } from '../../kubernetes/copyJson';
import { ownerReference } from '../framework/resources';
import { conditionOf, setCondition } from './conditions';
import type { RolloutContext } from './RolloutContext';
import { toStored } from './rolloutStatus';
import {
  computeTemplateHash,
  withDefaults,
  withLabel,
} from '../workloads/podTemplate';
import type { ReplicaSet } from '../workloads/schemas';
import {
  DESIRED_REPLICAS,
  HASH_LABEL,
  REVISION,
  REVISION_HISTORY,
} from './schema';

const NOT_COPIED = [
  'kubectl.kubernetes.io/last-applied-configuration',
  REVISION,
  REVISION_HISTORY,
  DESIRED_REPLICAS,
];

/** Makes the ReplicaSet of a template that the Rollout never had, at size 0. */
export function createNewReplicaSet(context: RolloutContext): void {
  const { rollout, spec, replicas, now } = context;
  const { name, namespace, annotations } = rollout.metadata;
  const hash = computeTemplateHash(spec.template, HASH_LABEL);
  const template = withLabel(withDefaults(spec.template), HASH_LABEL, hash);
  const revision = String(context.nextRevision());
  const replicaSetName = `${name}-${hash}`;
  if (!annotations[REVISION]) {
    context.record(
      'RolloutAddedToInformer',
      `Rollout resource added to informer: ${namespace}/${name}`,
    );
  }
  context.createReplicaSet({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: replicaSetName,
      namespace,
      labels: template.metadata.labels,
      annotations: {
        ...copiedAnnotations(annotations),
        [REVISION]: revision,
        [DESIRED_REPLICAS]: String(replicas),
      },
      ownerReferences: [ownerReference(rollout)],
    },
    spec: {
      replicas: 0,
      minReadySeconds: rollout.spec.minReadySeconds || undefined,
      selector: {
        ...spec.selector,
        matchLabels: { ...spec.selector.matchLabels, [HASH_LABEL]: hash },
      },
      template,
    },
  });
  context.setRevision(revision);
  context.record(
    'NewReplicaSetCreated',
    `Created ReplicaSet ${replicaSetName} (revision ${revision})`,
  );
  const status = copyJson(rollout.status);
  setCondition(
    status,
    {
      type: 'Progressing',
      status: 'True',
      reason: 'NewReplicaSetCreated',
      message: `Created new replica set "${replicaSetName}"`,
    },
    now,
  );
  context.patchStatus(toStored(status));
}

/**
 * Gives the new ReplicaSet the highest revision, also when it is an old one
 * that the Rollout went back to; the Rollout follows one step later.
 */
export function syncRevision(
  context: RolloutContext,
  newReplicaSet: ReplicaSet,
): void {
  const { rollout } = context;
  const { annotations } = newReplicaSet.metadata;
  const current = annotations[REVISION];
  const next = context.nextRevision();
  const changes: Record<string, string> = {};
  for (const [key, value] of Object.entries(
    copiedAnnotations(rollout.metadata.annotations),
  )) {
    if (annotations[key] !== value) {
      changes[key] = value;
    }
  }
  if (Number(current ?? 0) < next) {
    changes[REVISION] = String(next);
    if (current) {
      const history = annotations[REVISION_HISTORY];
      changes[REVISION_HISTORY] = history ? `${history},${current}` : current;
    }
  }
  const { minReadySeconds } = rollout.spec;
  const isReadyChanged = newReplicaSet.spec.minReadySeconds !== minReadySeconds;
  if (Object.keys(changes).length > 0 || isReadyChanged) {
    context.changeReplicaSet(newReplicaSet, {
      annotations: changes,
      ...(isReadyChanged ? { minReadySeconds } : {}),
    });
    return;
  }
  if (current && rollout.metadata.annotations[REVISION] !== current) {
    context.setRevision(current);
  }
  if (!conditionOf(rollout.status, 'Progressing')) {
    const status = copyJson(rollout.status);
    setCondition(
      status,
      {
        type: 'Progressing',
        status: 'True',
        reason: 'FoundNewReplicaSet',
        message: `Found new replica set "${newReplicaSet.metadata.name}"`,
      },
      context.now,
    );
    context.patchStatus(toStored(status));
  }
}

function copiedAnnotations(
  annotations: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations).filter(([key]) => !NOT_COPIED.includes(key)),
  );
}
