import { Muted } from '@shop-portal/plugin-shop-monitoring-common';
import { secondsToMoment } from '../upstream/moments';
import { DatadogMonitor } from './DatadogClient';

/**
 * The mute that covers these tags of a group, or without tags the whole
 * monitor: a downtime, or an entry of the older map `silenced`.
 */
export function findMute(
  monitor: DatadogMonitor,
  tags: readonly string[],
): Muted | undefined {
  const now = Date.now() / 1000;
  const mutes = [
    ...(monitor.matching_downtimes ?? [])
      .filter(({ start }) => (start ?? 0) <= now)
      .map(({ scope, end }) => ({ scope, end })),
    ...Object.entries(monitor.options?.silenced ?? {}).map(([scope, end]) => ({
      scope: scope.split(','),
      end,
    })),
  ];
  const mute = mutes.find(
    ({ scope, end }) =>
      (end === null || end === undefined || end > now) &&
      scope.every(part => part.trim() === '*' || tags.includes(part.trim())),
  );
  return mute && { until: secondsToMoment(mute.end) };
}
