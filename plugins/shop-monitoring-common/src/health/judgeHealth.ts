import { Health, SourceState, Verdict } from '../schemas';

/**
 * Worst first: what alerts outweighs a source that does not answer, because
 * it is known; and that outweighs a mute.
 * @public
 */
export function judgeHealth(
  health: Pick<Health, 'counts' | 'firing' | 'muted' | 'sources'>,
): Verdict {
  if (total(health.firing) > 0) {
    return 'notWell';
  }
  if (health.sources.some(isUnknown)) {
    return 'notKnown';
  }
  if (total(health.muted) > 0) {
    return 'muted';
  }
  return total(health.counts) > 0 ? 'well' : 'notWatched';
}

function total(counts: Health['counts']): number {
  return counts.monitors + counts.alerts + counts.probes;
}

/** Without silences, panels or marks it is still known whether it is well. */
function isUnknown({ source, status }: SourceState): boolean {
  return (
    (source === 'datadog' || source === 'prometheus') &&
    (status === 'stale' || status === 'failed')
  );
}
