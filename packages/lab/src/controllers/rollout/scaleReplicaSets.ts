import { toTimestamp } from '../framework/time';
import type { ReplicaSet } from '../workloads/schemas';
import type { RolloutContext } from './RolloutContext';
import {
  hashOf,
  revisionOf,
  scaleDownDeadlineOf,
  scaleDownDelayLeft,
} from './replicaSets';
import { DESIRED_REPLICAS, SCALE_DOWN_DEADLINE } from './schema';

const DEFAULT_SCALE_DOWN_DELAY_SECONDS = 30;

/** Brings all ReplicaSets to the size that the update has got to. */
export function scaleReplicaSets(
  context: RolloutContext,
  newReplicaSet: ReplicaSet,
): void {
  const { stableReplicaSet, replicas } = context;
  if (!scalesDownOnAbort(context)) {
    removeScaleDownDeadline(context, newReplicaSet);
  }
  if (stableReplicaSet) {
    if (stableReplicaSet !== newReplicaSet) {
      removeScaleDownDeadline(context, stableReplicaSet);
    }
    scale(context, stableReplicaSet, replicas);
  }
  scaleNewReplicaSet(context, newReplicaSet);
  scaleDownOldReplicaSets(context);
  deleteBeyondHistoryLimit(context);
}

function scaleNewReplicaSet(
  context: RolloutContext,
  newReplicaSet: ReplicaSet,
): void {
  if (!scalesDownOnAbort(context)) {
    scale(context, newReplicaSet, context.replicas);
    return;
  }
  if (scaleDownDeadlineOf(newReplicaSet) !== undefined) {
    const left = scaleDownDelayLeft(newReplicaSet, context.now);
    if (left !== undefined) {
      context.requeueAfter(left);
    }
    const keeps = left !== undefined;
    scale(context, newReplicaSet, keeps ? newReplicaSet.spec.replicas : 0);
    return;
  }
  scale(context, newReplicaSet, newReplicaSet.spec.replicas);
  const available = context.stableReplicaSet?.status.availableReplicas ?? 0;
  if (available >= context.replicas) {
    addScaleDownDeadline(
      context,
      newReplicaSet,
      context.spec.blueGreen.abortScaleDownDelaySeconds,
    );
  }
}

/** An aborted preview goes, unless its delay is 0, which means never. */
function scalesDownOnAbort(context: RolloutContext): boolean {
  return (
    context.pause.isAborted &&
    context.stableReplicaSet !== undefined &&
    context.spec.blueGreen.abortScaleDownDelaySeconds !== 0
  );
}

function scaleDownOldReplicaSets(context: RolloutContext): void {
  const { otherReplicaSets, now, replicas } = context;
  const { scaleDownDelaySeconds, scaleDownDelayRevisionLimit } =
    context.spec.blueGreen;
  const limit = scaleDownDelayRevisionLimit ?? Infinity;
  const newestFirst = otherReplicaSets
    .filter(replicaSet => replicaSet.spec.replicas > 0)
    .sort((a, b) => revisionOf(b) - revisionOf(a));
  let delayed = 0;
  for (const replicaSet of newestFirst) {
    if (isReferenced(context, replicaSet)) {
      continue;
    }
    delayed += 1;
    if (delayed > limit) {
      scale(context, replicaSet, 0);
    } else if (scaleDownDeadlineOf(replicaSet) === undefined) {
      addScaleDownDeadline(context, replicaSet, scaleDownDelaySeconds);
    } else {
      const left = scaleDownDelayLeft(replicaSet, now);
      if (left !== undefined) {
        context.requeueAfter(left);
      }
      scale(context, replicaSet, left === undefined ? 0 : replicas);
    }
  }
}

function isReferenced(
  context: RolloutContext,
  replicaSet: ReplicaSet,
): boolean {
  const { status } = context.rollout;
  const { activeService, previewService } = context.spec.blueGreen;
  return [
    status.stableRS,
    status.currentPodHash,
    status.blueGreen.activeSelector,
    status.blueGreen.previewSelector,
    context.selectorOf(activeService),
    context.selectorOf(previewService),
  ].includes(hashOf(replicaSet));
}

function deleteBeyondHistoryLimit(context: RolloutContext): void {
  const { otherReplicaSets, rollout } = context;
  const excess = otherReplicaSets.length - rollout.spec.revisionHistoryLimit;
  if (excess <= 0) {
    return;
  }
  const oldestFirst = [...otherReplicaSets].sort(
    (a, b) => revisionOf(a) - revisionOf(b),
  );
  for (const replicaSet of oldestFirst.slice(0, excess)) {
    const { spec, status, metadata } = replicaSet;
    if (
      spec.replicas === 0 &&
      status.replicas === 0 &&
      metadata.generation <= status.observedGeneration
    ) {
      context.deleteReplicaSet(replicaSet);
    }
  }
}

function scale(
  context: RolloutContext,
  replicaSet: ReplicaSet,
  replicas: number,
): void {
  const { name, annotations } = replicaSet.metadata;
  const from = replicaSet.spec.replicas;
  const desired = String(context.replicas);
  if (from === replicas && annotations[DESIRED_REPLICAS] === desired) {
    return;
  }
  const forgetsDeadline =
    replicas === 0 &&
    !scalesDownOnAbort(context) &&
    annotations[SCALE_DOWN_DEADLINE] !== undefined;
  context.changeReplicaSet(replicaSet, {
    replicas,
    annotations: {
      [DESIRED_REPLICAS]: desired,
      ...(forgetsDeadline ? { [SCALE_DOWN_DEADLINE]: undefined } : {}),
    },
  });
  if (from !== replicas) {
    const revision = revisionOf(replicaSet);
    const direction = from < replicas ? 'up' : 'down';
    context.record(
      'ScalingReplicaSet',
      `Scaled ${direction} ReplicaSet ${name} (revision ${revision}) from ${from} to ${replicas}`,
    );
  }
}

function addScaleDownDeadline(
  context: RolloutContext,
  replicaSet: ReplicaSet,
  delaySeconds = DEFAULT_SCALE_DOWN_DELAY_SECONDS,
): void {
  // As upstream: a delay of 0 writes no deadline, and the pods stay for ever.
  if (delaySeconds > 0) {
    const deadline = toTimestamp(context.now + delaySeconds * 1_000);
    context.changeReplicaSet(replicaSet, {
      annotations: { [SCALE_DOWN_DEADLINE]: deadline },
    });
  }
}

function removeScaleDownDeadline(
  context: RolloutContext,
  replicaSet: ReplicaSet,
): void {
  if (replicaSet.metadata.annotations[SCALE_DOWN_DEADLINE] !== undefined) {
    context.changeReplicaSet(replicaSet, {
      annotations: { [SCALE_DOWN_DEADLINE]: undefined },
    });
  }
}
