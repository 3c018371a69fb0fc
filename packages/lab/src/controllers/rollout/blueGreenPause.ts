import { fromTimestamp } from '../framework/time';
import type { ReplicaSet } from '../workloads/schemas';
import { isFastTracked } from './fastTrack';
import type { RolloutContext } from './RolloutContext';
import { isSaturated } from './replicaSets';

export function decidePause(
  context: RolloutContext,
  newReplicaSet: ReplicaSet,
): void {
  const { rollout, pause, now } = context;
  const { blueGreen } = context.spec;
  if (
    rollout.status.abort ||
    rollout.spec.paused ||
    !isSaturated(newReplicaSet, context.replicas)
  ) {
    return;
  }
  const needsPause =
    blueGreen.autoPromotionEnabled === false ||
    Boolean(blueGreen.autoPromotionSeconds);
  if (!needsPause || isFastTracked(context, newReplicaSet)) {
    pause.remove();
  } else if (!pause.condition) {
    // A pause of ours whose condition is gone: somebody promoted.
    if (!rollout.status.controllerPause) {
      pause.add();
    }
  } else if (isPauseCompleted(context)) {
    pause.remove();
  } else if (blueGreen.autoPromotionSeconds) {
    const left = autoPromotionTime(context, pause.condition.startTime) - now;
    if (left > 0) {
      context.requeueAfter(left);
    }
  }
}

export function isPauseCompleted(context: RolloutContext): boolean {
  const { rollout, pause, now } = context;
  const { autoPromotionEnabled, autoPromotionSeconds } = context.spec.blueGreen;
  if (pause.startsNow) {
    return false;
  }
  if (autoPromotionEnabled === false) {
    return rollout.status.controllerPause && !pause.condition;
  }
  // With seconds, a cleared condition means "never paused": they start again.
  return (
    !autoPromotionSeconds ||
    (pause.condition !== undefined &&
      autoPromotionTime(context, pause.condition.startTime) <= now)
  );
}

function autoPromotionTime(context: RolloutContext, startTime: string): number {
  const seconds = context.spec.blueGreen.autoPromotionSeconds ?? 0;
  return fromTimestamp(startTime) + seconds * 1_000;
}
