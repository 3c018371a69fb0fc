import { z } from 'zod';
import {
  conditionOf,
  conditionsSchema,
  newCondition,
  withConditions,
} from '../framework/conditions';
import type { NewCondition } from '../framework/conditions';
import type { Controller } from '../framework/Controller';
import type { Reconciliation } from '../framework/Reconciliation';
import { DEPLOYMENTS, REPLICA_SETS } from '../framework/resources';
import { fromTimestamp } from '../framework/time';
import { deleteOldReplicaSets, ensureReplicaSet } from './ensureReplicaSet';
import { releaseSchema, sumOf } from './schemas';
import type { ReplicaSet } from './schemas';

const MARKS = {
  type: DEPLOYMENTS,
  hashLabel: 'pod-template-hash',
  revision: 'deployment.kubernetes.io/revision',
};

const deploymentSchema = releaseSchema.extend({
  status: z.looseObject({ conditions: conditionsSchema }).prefault({}),
});

type Deployment = z.infer<typeof deploymentSchema>;

/**
 * Moves the pods of a Deployment from one template to the next: all new ones
 * start at once, and the old ones end when the new ones are ready.
 */
export const deploymentController: Controller = {
  type: DEPLOYMENTS,
  kind: 'Deployment',

  reconcile(object, reconciliation) {
    const deployment = deploymentSchema.parse(object);
    const { replicas, paused, revisionHistoryLimit } = deployment.spec;
    const { current, others } = ensureReplicaSet(
      reconciliation,
      deployment,
      MARKS,
    );
    if (!paused) {
      reconciliation.patch(REPLICA_SETS, current, { spec: { replicas } });
      if (current.status.availableReplicas >= replicas) {
        for (const other of others) {
          reconciliation.patch(REPLICA_SETS, other, { spec: { replicas: 0 } });
        }
      }
      deleteOldReplicaSets(reconciliation, others, revisionHistoryLimit);
    }
    writeStatus(reconciliation, deployment, current, others);
  },
};

function writeStatus(
  reconciliation: Reconciliation,
  deployment: Deployment,
  current: ReplicaSet,
  others: ReplicaSet[],
): void {
  const { metadata, spec, status } = deployment;
  const { now } = reconciliation;
  const replicaSets = [current, ...others];
  const replicas = sumOf(replicaSets, 'replicas');
  const available = sumOf(replicaSets, 'availableReplicas');
  const isAvailable = available >= spec.replicas;
  const isComplete =
    isAvailable &&
    replicas === current.status.replicas &&
    replicas === spec.replicas;
  const [reason, message] = isAvailable
    ? ['MinimumReplicasAvailable', 'Deployment has minimum availability.']
    : [
        'MinimumReplicasUnavailable',
        'Deployment does not have minimum availability.',
      ];
  const progress = progressOf(deployment, current, isComplete, now);
  if (progress.reason === 'ReplicaSetUpdated') {
    // A second more: timestamps have none of their milliseconds.
    const seconds = spec.progressDeadlineSeconds + 1;
    reconciliation.lookAgainAt(now + seconds * 1_000);
  }
  reconciliation.writeStatus(DEPLOYMENTS, deployment, {
    observedGeneration: metadata.generation,
    replicas: replicas,
    updatedReplicas: current.status.replicas,
    readyReplicas: sumOf(replicaSets, 'readyReplicas'),
    availableReplicas: available,
    unavailableReplicas: replicas - available,
    conditions: withConditions(
      status.conditions,
      [newCondition('Available', isAvailable, reason, message), progress],
      now,
    ),
  });
}

function progressOf(
  { spec, status }: Deployment,
  { metadata: { name } }: ReplicaSet,
  isComplete: boolean,
  now: number,
): NewCondition {
  const type = 'Progressing';
  const complete = `ReplicaSet "${name}" has successfully progressed.`;
  const updating = `ReplicaSet "${name}" is progressing.`;
  const failed = `ReplicaSet "${name}" has timed out progressing.`;
  const before = conditionOf(status, type);
  // A pod that is lost later makes the release no less complete.
  if (isComplete || before?.message === complete) {
    return newCondition(type, true, 'NewReplicaSetAvailable', complete);
  }
  const isOverdue =
    before?.message === updating &&
    fromTimestamp(before.lastUpdateTime) +
      spec.progressDeadlineSeconds * 1_000 <
      now;
  return isOverdue || before?.message === failed
    ? newCondition(type, false, 'ProgressDeadlineExceeded', failed)
    : newCondition(type, true, 'ReplicaSetUpdated', updating);
}
