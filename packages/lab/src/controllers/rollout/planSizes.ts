import { fromTimestamp, toTimestamp } from '../framework/time';
import type { ReplicaSet } from '../workloads/schemas';
import { hashOf } from './BlueGreenUpdate';
import type { BlueGreenUpdate } from './BlueGreenUpdate';
import { SCALE_DOWN_DEADLINE } from './schema';

interface PlannedSize {
  replicaSet: ReplicaSet;
  replicas: number;
  /** When its pods end. */
  deadline?: string;
}

/** The size of every ReplicaSet at this point of the update. */
export function planSizes(update: BlueGreenUpdate): PlannedSize[] {
  const { current, stable, others, blueGreen, isAborted, now } = update;
  const { replicas } = update.rollout.spec;
  const unused = others.filter(
    replicaSet =>
      replicaSet !== stable &&
      replicaSet.spec.replicas > 0 &&
      ![update.active, update.preview].includes(hashOf(replicaSet)),
  );
  return [
    isAborted
      ? endLater(current, blueGreen.abortScaleDownDelaySeconds, now)
      : { replicaSet: current, replicas },
    ...(stable && stable !== current ? [{ replicaSet: stable, replicas }] : []),
    ...unused.map((replicaSet, index) =>
      index < blueGreen.scaleDownDelayRevisionLimit
        ? endLater(replicaSet, blueGreen.scaleDownDelaySeconds, now)
        : { replicaSet, replicas: 0 },
    ),
  ];
}

/** Its pods stay until a deadline, which is set now if there is none. */
function endLater(
  replicaSet: ReplicaSet,
  delaySeconds: number,
  now: number,
): PlannedSize {
  const { replicas } = replicaSet.spec;
  // As upstream: a delay of 0 writes no deadline, and the pods stay for ever.
  const newDeadline =
    delaySeconds > 0 && replicas > 0
      ? toTimestamp(now + delaySeconds * 1_000)
      : undefined;
  const deadline =
    replicaSet.metadata.annotations[SCALE_DOWN_DEADLINE] ?? newDeadline;
  const isOver = deadline !== undefined && fromTimestamp(deadline) <= now;
  return isOver
    ? { replicaSet, replicas: 0 }
    : { replicaSet, replicas, deadline };
}
