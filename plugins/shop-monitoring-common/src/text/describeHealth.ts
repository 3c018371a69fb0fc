import {
  formatPerson,
  TimeFormat,
} from '@shop-portal/plugin-shop-rollouts-common';
import { Health, SourceState, WatchCounts } from '../schemas';
import { formatMoment } from './formatMoment';
import { titleOf } from './describeSource';

/** @public */
export interface DescribeHealthOptions extends TimeFormat {
  /** The name of a person; made from the reference without it. */
  personName?: (entityRef: string) => string;
}

const MINUTE = 60_000;
const RELEASE_WINDOW_MINUTES = 30;

/**
 * The one line about an entity in an environment, the same on the tab, the
 * card, Home and in notices.
 * @public
 */
export function describeHealth(
  health: Health,
  now: Date,
  options: DescribeHealthOptions = {},
): string {
  switch (health.verdict) {
    case 'notWell':
      return `Not well: ${describeFiring(health, now, options)}.`;
    case 'notKnown':
      return `Not known: ${describeSilentSources(health, now, options)}`;
    case 'muted':
      return `Well, but ${describeMuted(health, now, options)}.`;
    case 'well':
      return `Well: nothing fires. ${listCounts(health.counts)}.`;
    default:
      return 'Not watched: no monitor, alert or probe is linked.';
  }
}

/**
 * `2 monitors alert`, `1 alert fires`, `2 monitors and 1 alert fire`.
 * @public
 */
export function describeFiringThings(counts: WatchCounts): string {
  const things = nonZero(counts);
  const one = things.length === 1 && things[0].count === 1;
  // An alert does not alert.
  const verb = things.some(({ kind }) => kind === 'alerts')
    ? ['fires', 'fire']
    : ['alerts', 'alert'];
  return `${joinNames(things.map(({ text }) => text))} ${
    one ? verb[0] : verb[1]
  }`;
}

function describeFiring(
  { firing, release }: Health,
  now: Date,
  options: DescribeHealthOptions,
): string {
  const things = describeFiringThings(firing);
  if (!firing.since) {
    return things;
  }
  const since = `${things} since ${formatMoment(firing.since, now, options)}`;
  const minutes = release
    ? Math.floor((Date.parse(firing.since) - Date.parse(release.at)) / MINUTE)
    : -1;
  // Only what came shortly before; and never that it is the reason.
  return release && minutes >= 0 && minutes <= RELEASE_WINDOW_MINUTES
    ? `${since}, ${minutes} min after release ${release.tag}`
    : since;
}

function describeSilentSources(
  { sources }: Health,
  now: Date,
  options: DescribeHealthOptions,
): string {
  const silent = sources.filter(isSilent).map(source => {
    const name = titleOf(source);
    return source.asOf
      ? `${name} has not answered since ${formatMoment(
          source.asOf,
          now,
          options,
        )}.`
      : `${name} does not answer.`;
  });
  const quiet = sources
    .filter(source => source.status === 'live')
    .filter(({ source }) => source === 'datadog' || source === 'prometheus')
    .map(titleOf);
  return [
    ...silent,
    ...(quiet.length > 0
      ? [`${joinNames(quiet)} ${quiet.length === 1 ? 'is' : 'are'} quiet.`]
      : []),
  ].join(' ');
}

function describeMuted(
  { muted }: Health,
  now: Date,
  options: DescribeHealthOptions,
): string {
  const things = nonZero(muted);
  const total = things.reduce((sum, { count }) => sum + count, 0);
  const until = muted.until
    ? ` until ${formatMoment(muted.until, now, options)}`
    : '';
  const by = muted.by
    ? ` by ${nameOf(muted.by, options.personName ?? formatPerson)}`
    : '';
  return `${joinNames(things.map(({ text }) => text))} ${
    total === 1 ? 'is' : 'are'
  } muted${until}${by}`;
}

/** Upstreams mostly know no references, but a name or an address. */
function nameOf(by: string, personName: (ref: string) => string): string {
  return by.startsWith('user:') ? personName(by) : by;
}

function listCounts(counts: WatchCounts): string {
  return nonZero(counts)
    .map(({ text }) => text)
    .join(', ');
}

function nonZero(counts: WatchCounts) {
  return (['monitors', 'alerts', 'probes'] as const)
    .map(kind => ({
      kind,
      count: counts[kind],
      text: `${counts[kind]} ${counts[kind] === 1 ? kind.slice(0, -1) : kind}`,
    }))
    .filter(({ count }) => count > 0);
}

function isSilent({ source, status }: SourceState): boolean {
  return (
    (source === 'datadog' || source === 'prometheus') &&
    (status === 'stale' || status === 'failed')
  );
}

function joinNames(names: readonly string[]): string {
  return names.length > 1
    ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
    : names.join('');
}
