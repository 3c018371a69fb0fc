import { fromTimestamp, toTimestamp } from '../framework/time';
import { isSaturated } from './BlueGreenUpdate';
import type { BlueGreenUpdate } from './BlueGreenUpdate';
import type { PauseCondition } from './schema';

interface PauseDecision {
  pauseConditions: PauseCondition[];
  /** The hash that the active Service is to select, if that changes. */
  goesLive?: string;
  /** When the pause ends by itself. */
  endsAt?: number;
}

/** Whether the update waits at its preview or goes live. */
export function decidePause(update: BlueGreenUpdate): PauseDecision {
  const { rollout, blueGreen, current, hash, isAborted, now } = update;
  const { spec, status } = rollout;
  const { autoPromotionEnabled, autoPromotionSeconds } = blueGreen;
  if (spec.paused || !isSaturated(current, spec.replicas)) {
    const isOver = isAborted || status.promoteFull;
    return { pauseConditions: isOver ? [] : status.pauseConditions };
  }
  if (isAborted) {
    return { pauseConditions: [], goesLive: status.stableRS };
  }
  const waits = !autoPromotionEnabled || autoPromotionSeconds > 0;
  if (!waits || update.isFastTracked) {
    return { pauseConditions: [], goesLive: hash };
  }
  const { pauseConditions, controllerPause } = status;
  if (pauseConditions.length === 0 && !controllerPause) {
    const pause = { reason: 'BlueGreenPause', startTime: toTimestamp(now) };
    return { pauseConditions: [pause] };
  }
  if (!autoPromotionEnabled) {
    // A pause of ours whose condition is gone: somebody promoted.
    const isPromoted = pauseConditions.length === 0;
    return { pauseConditions, ...(isPromoted && { goesLive: hash }) };
  }
  // With seconds, a cleared condition means "never paused": they start again.
  const [pause] = pauseConditions;
  if (!pause) {
    return { pauseConditions };
  }
  const endsAt = fromTimestamp(pause.startTime) + autoPromotionSeconds * 1_000;
  return endsAt <= now
    ? { pauseConditions: [], goesLive: hash }
    : { pauseConditions, endsAt };
}
