import { fromTimestamp, toTimestamp } from '../framework/time';
import type { ReplicaSet } from '../workloads/schemas';
import { limits } from './planSizes';
import type { Deployment, DeploymentCondition } from './schema';

type NewCondition = Pick<
  DeploymentCondition,
  'type' | 'status' | 'reason' | 'message'
>;

interface Counts {
  replicas: number;
  updatedReplicas: number;
  readyReplicas: number;
  availableReplicas: number;
  unavailableReplicas: number;
}

/** What the Deployment's status says about these ReplicaSets. */
export function deploymentStatus(
  deployment: Deployment,
  newReplicaSet: ReplicaSet,
  replicaSets: ReplicaSet[],
  now: number,
): Record<string, unknown> {
  const counts = countReplicas(deployment, newReplicaSet, replicaSets);
  return {
    observedGeneration: deployment.metadata.generation,
    ...Object.fromEntries(
      Object.entries(counts).filter(([, count]) => count > 0),
    ),
    terminatingReplicas: 0,
    conditions: [
      available(deployment, counts),
      progressing(deployment, newReplicaSet, counts, now),
    ].map(condition => withTimes(deployment, condition, counts, now)),
  };
}

/** Milliseconds until an update without progress counts as failed. */
export function millisUntilDeadline(
  deployment: Deployment,
  now: number,
): number | undefined {
  const current = conditionOf(deployment, 'Progressing');
  return current && isUnfinished(current)
    ? Math.max(deadlineOf(deployment, current) - now, 0) + 1_000
    : undefined;
}

function countReplicas(
  deployment: Deployment,
  newReplicaSet: ReplicaSet,
  replicaSets: ReplicaSet[],
): Counts {
  const sum = (count: (status: ReplicaSet['status']) => number) =>
    replicaSets.reduce((total, { status }) => total + count(status), 0);
  const replicas = sum(status => status.replicas);
  const availableReplicas = sum(status => status.availableReplicas);
  return {
    replicas,
    updatedReplicas: newReplicaSet.status.replicas,
    readyReplicas: sum(status => status.readyReplicas),
    availableReplicas,
    unavailableReplicas:
      Math.max(deployment.spec.replicas, replicas) - availableReplicas,
  };
}

function available(deployment: Deployment, counts: Counts): NewCondition {
  const wanted = deployment.spec.replicas - limits(deployment).unavailable;
  return counts.availableReplicas >= Math.max(wanted, 0)
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
}

function progressing(
  deployment: Deployment,
  newReplicaSet: ReplicaSet,
  counts: Counts,
  now: number,
): NewCondition {
  const type = 'Progressing';
  const replicaSet = `ReplicaSet "${newReplicaSet.metadata.name}"`;
  const current = conditionOf(deployment, type);
  const { replicas } = deployment.spec;
  const isComplete =
    counts.updatedReplicas === replicas &&
    counts.replicas === replicas &&
    counts.availableReplicas === replicas;
  if (isComplete) {
    return {
      type,
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `${replicaSet} has successfully progressed.`,
    };
  }
  const isTimedOut =
    current &&
    !madeProgress(deployment, counts) &&
    (current.reason === 'ProgressDeadlineExceeded' ||
      (isUnfinished(current) && deadlineOf(deployment, current) < now));
  return isTimedOut
    ? {
        type,
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: `${replicaSet} has timed out progressing.`,
      }
    : {
        type,
        status: 'True',
        reason: 'ReplicaSetUpdated',
        message: `${replicaSet} is progressing.`,
      };
}

function withTimes(
  deployment: Deployment,
  condition: NewCondition,
  counts: Counts,
  now: number,
): DeploymentCondition {
  const current = conditionOf(deployment, condition.type);
  const timestamp = toTimestamp(now);
  const isSame =
    current?.reason === condition.reason &&
    current.message === condition.message &&
    !(condition.type === 'Progressing' && madeProgress(deployment, counts));
  return {
    ...condition,
    lastUpdateTime: isSame ? current.lastUpdateTime : timestamp,
    lastTransitionTime:
      current?.status === condition.status
        ? current.lastTransitionTime
        : timestamp,
  };
}

function madeProgress({ status }: Deployment, counts: Counts): boolean {
  return (
    counts.updatedReplicas !== status.updatedReplicas ||
    counts.replicas < status.replicas ||
    counts.availableReplicas > status.availableReplicas
  );
}

function isUnfinished({ reason }: DeploymentCondition): boolean {
  return !['NewReplicaSetAvailable', 'ProgressDeadlineExceeded'].includes(
    reason,
  );
}

function deadlineOf(
  deployment: Deployment,
  { lastUpdateTime }: DeploymentCondition,
): number {
  const { progressDeadlineSeconds } = deployment.spec;
  return fromTimestamp(lastUpdateTime) + progressDeadlineSeconds * 1_000;
}

function conditionOf(
  { status }: Deployment,
  type: string,
): DeploymentCondition | undefined {
  return status.conditions.find(condition => condition.type === type);
}
