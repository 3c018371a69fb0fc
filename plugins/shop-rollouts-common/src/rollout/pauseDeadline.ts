import { RolloutObject } from '../kubernetes';
import { pauseConditions, rolloutStrategy } from './status';

const UNIT_SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600 };

/**
 * When a pause ends by itself; undefined when a person has to end it.
 */
export function pauseDeadline(rollout: RolloutObject): string | undefined {
  const [pause] = pauseConditions(rollout);
  const start = Date.parse(pause?.startTime ?? '');
  const seconds =
    rolloutStrategy(rollout) === 'blue-green'
      ? autoPromotionSeconds(rollout)
      : stepPauseSeconds(rollout);
  return seconds === undefined || Number.isNaN(start)
    ? undefined
    : new Date(start + seconds * 1000).toISOString();
}

/** Upstream ignores the seconds while automatic promotion is switched off. */
function autoPromotionSeconds(rollout: RolloutObject): number | undefined {
  const { autoPromotionEnabled, autoPromotionSeconds: seconds = 0 } =
    rollout.spec.strategy?.blueGreen ?? {};
  return autoPromotionEnabled !== false && seconds > 0 ? seconds : undefined;
}

function stepPauseSeconds(rollout: RolloutObject): number | undefined {
  const steps = rollout.spec.strategy?.canary?.steps ?? [];
  const duration =
    steps[rollout.status?.currentStepIndex ?? 0]?.pause?.duration;
  if (duration === undefined) {
    return undefined;
  }
  const match = /^(\d+)([smh]?)$/.exec(String(duration));
  const seconds = match ? Number(match[1]) * UNIT_SECONDS[match[2] || 's'] : 0;
  return seconds > 0 ? seconds : undefined;
}
