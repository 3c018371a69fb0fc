import {
  Monitor,
  MonitorGroup,
  WatchState,
} from '@shop-portal/plugin-shop-monitoring-common';
import { buildLink } from '../upstream/links';
import { earliest, secondsToMoment, toMoment } from '../upstream/moments';
import { byState, worstState } from '../worstState';
import { DatadogGroup, DatadogMonitor } from './DatadogClient';
import { findMute } from './findMute';
import { plainMessage } from './plainMessage';

const MAX_GROUPS = 200;
const MAX_QUERY = 2_000;
/** A monitor that is not grouped has one group of this name. */
const WHOLE = '*';

/**
 * A monitor as far as it concerns the environment: all of it where its tags
 * name the environment or nothing does, else the groups of the environment.
 *
 * @returns undefined where it is about other environments only.
 */
export function toMonitor(
  monitor: DatadogMonitor,
  env: string,
  appUrl: string,
): Monitor | undefined {
  const tagged = valuesOf(monitor.tags, 'env');
  if (tagged.length > 0 && !tagged.includes(env)) {
    return undefined;
  }
  const all = Object.entries(monitor.state?.groups ?? {});
  const grouped = all.filter(([name]) => name !== WHOLE);
  const ours = grouped.filter(([name]) => {
    const named = valuesOf(name.split(','), 'env');
    return named.length === 0 || named.includes(env);
  });
  if (grouped.length > 0 && ours.length === 0) {
    return undefined;
  }
  const narrowed = ours.length < grouped.length;
  const groups = ours
    .map(([name, group]) => toGroup(monitor, name, group))
    .sort(byState);
  return {
    id: String(monitor.id),
    name: monitor.name,
    ...toOverallState(monitor, groups, narrowed),
    message: plainMessage(monitor.message ?? ''),
    type: monitor.type,
    query: monitor.query.slice(0, MAX_QUERY),
    thresholds: {
      critical: monitor.options?.thresholds?.critical ?? undefined,
      warning: monitor.options?.thresholds?.warning ?? undefined,
    },
    priority: monitor.priority ?? undefined,
    link: buildLink(appUrl, ['monitors', String(monitor.id)]),
    groups: groups.slice(0, MAX_GROUPS),
  };
}

function toGroup(
  monitor: DatadogMonitor,
  name: string,
  group: DatadogGroup,
): MonitorGroup {
  return {
    name,
    state: toState(group.status),
    rawState: group.status,
    since: sinceOf(group),
    muted: findMute(monitor, name.split(',')),
  };
}

/**
 * Datadog's own state, unless it speaks of other environments too. What
 * alerts only in muted groups is muted.
 */
function toOverallState(
  monitor: DatadogMonitor,
  groups: MonitorGroup[],
  narrowed: boolean,
): Pick<Monitor, 'state' | 'rawState' | 'since' | 'muted'> {
  const raw = monitor.overall_state;
  const state = narrowed
    ? worstState(groups.map(group => group.state))
    : toState(raw);
  const inState = groups.filter(group => group.state === state);
  const whole = monitor.state?.groups?.[WHOLE];
  const loud = inState.filter(group => !group.muted);
  const allMuted = inState.length > 0 && loud.length === 0;
  return {
    state,
    rawState: narrowed ? inState[0]?.rawState ?? raw : raw,
    since:
      earliest((allMuted ? inState : loud).map(group => group.since)) ??
      (whole && sinceOf(whole)) ??
      toMoment(monitor.overall_state_modified),
    muted: findMute(monitor, []) ?? (allMuted ? inState[0].muted : undefined),
  };
}

function toState(raw: string): WatchState {
  switch (raw) {
    case 'Alert':
      return 'firing';
    case 'Warn':
      return 'warning';
    case 'No Data':
      return 'nodata';
    case 'OK':
    case 'Ignored':
    case 'Skipped':
      return 'ok';
    default:
      // Unknown, and words that Datadog did not have yet.
      return 'error';
  }
}

function sinceOf(group: DatadogGroup): string | undefined {
  switch (toState(group.status)) {
    case 'firing':
    case 'warning':
      return secondsToMoment(group.last_triggered_ts);
    case 'nodata':
      return secondsToMoment(group.last_nodata_ts);
    default:
      return secondsToMoment(group.last_resolved_ts);
  }
}

function valuesOf(tags: readonly string[], name: string): string[] {
  const start = `${name}:`;
  return tags
    .map(tag => tag.trim())
    .filter(tag => tag.startsWith(start))
    .map(tag => tag.slice(start.length));
}
