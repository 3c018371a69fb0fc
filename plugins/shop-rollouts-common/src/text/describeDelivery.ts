import { Delivery, Lane, LaneState, RolloutView } from '../types';
import { describeLane, liveTag, nextTag } from './describeLane';
import { formatAge, formatPerson, TimeFormat } from './format';
import { laneLabel } from './labels';

/** @public */
export interface DescribeOptions extends TimeFormat {
  /** Display name of a person; made from the reference when missing. */
  personName?: (entityRef: string) => string;
}

/** Where a person has to decide something. */
const WAITING_STATES: readonly LaneState[] = ['waiting', 'check-unclear'];
const QUIET_STATES: readonly LaneState[] = ['live', 'go-back-window'];
const MAX_ENVIRONMENTS = 3;

interface Described {
  name: string;
  view: RolloutView;
  urgency: number;
}

/**
 * A delivery in one or two sentences: what needs a person first, then what is
 * live where. The overview card, Home and notices all use it.
 * @public
 */
export function describeDelivery(
  delivery: Delivery,
  now: Date,
  options: DescribeOptions = {},
): string {
  if (!delivery.linked) {
    return 'This service is not linked to a Rollout yet.';
  }
  const lanes = delivery.lanes.flatMap(describable);
  if (lanes.length === 0) {
    return describeWithoutRollouts(delivery);
  }
  const quiet = lanes.filter(({ view }) => QUIET_STATES.includes(view.state));
  if (quiet.length === lanes.length) {
    return [describeQuiet(quiet), lastChange(delivery, now, options)]
      .filter(Boolean)
      .join(' ');
  }
  const sorted = [...lanes].sort((a, b) => b.urgency - a.urgency);
  const told =
    environmentCount(lanes) > MAX_ENVIRONMENTS
      ? sorted.filter(lane => !quiet.includes(lane))
      : sorted;
  const untold = environmentCount(lanes) - environmentCount(told);
  return [
    ...told.map(({ name, view }) => `${name}: ${phrase(view, now, options)}`),
    ...(untold > 0
      ? [`${untold} more ${untold === 1 ? 'is' : 'are'} quiet.`]
      : []),
  ].join(' ');
}

/**
 * The state of a lane as a whole: that of its Rollout that needs most.
 * @public
 */
export function laneStateOf(lane: Lane): LaneState {
  const [worst] = [...lane.rollouts].sort((a, b) => urgency(b) - urgency(a));
  return worst?.state ?? 'no-rollout';
}

function describable(lane: Lane): Described[] {
  return lane.rollouts.map(view => ({
    name:
      lane.rollouts.length > 1
        ? `${lane.environment.name} (${view.target.name})`
        : lane.environment.name,
    view,
    urgency: urgency(view),
  }));
}

function urgency({ state }: RolloutView): number {
  if (laneLabel(state).tone === 'negative') {
    return 4;
  }
  if (WAITING_STATES.includes(state)) {
    return 3;
  }
  if (laneLabel(state).tone === 'warning') {
    return 2;
  }
  return QUIET_STATES.includes(state) ? 0 : 1;
}

function phrase(
  view: RolloutView,
  now: Date,
  options: DescribeOptions,
): string {
  if (QUIET_STATES.includes(view.state)) {
    return `${liveTag(view)} is live.`;
  }
  if (view.state === 'waiting') {
    const age = view.since && formatAge(view.since, now, options);
    const since = age && age !== 'just now' ? ` since ${age}` : '';
    const rest = `${liveTag(view)} is ${
      view.strategy === 'canary' ? 'stable' : 'live'
    }.`;
    return `${nextTag(view)} waits for promotion${since}; ${rest}`;
  }
  return describeLane(view, now, options);
}

function describeQuiet(lanes: readonly Described[]): string {
  const names = new Map<string, string[]>();
  for (const { name, view } of lanes) {
    names.set(liveTag(view), [...(names.get(liveTag(view)) ?? []), name]);
  }
  const [first] = names;
  if (names.size === 1 && first[1].length > 1) {
    return `${joinNames(first[1])} run ${first[0]}.`;
  }
  return lanes
    .map(({ name, view }) => `${name}: ${liveTag(view)} is live.`)
    .join(' ');
}

function describeWithoutRollouts(delivery: Delivery): string {
  const phrases = delivery.lanes
    .filter(({ applications }) => applications.length > 0)
    .map(({ environment, applications }) => {
      const behind = applications.filter(({ sync }) => sync !== 'Synced');
      return `${environment.name}: ${
        behind.length === 0 ? 'synced with Git.' : 'not synced with Git.'
      }`;
    });
  return phrases.length > 0
    ? phrases.join(' ')
    : 'Nothing of this service runs yet.';
}

function lastChange(
  delivery: Delivery,
  now: Date,
  options: DescribeOptions,
): string | undefined {
  const last = delivery.recentOperations.find(({ phase }) => phase === 'done');
  if (!last) {
    return undefined;
  }
  const age = formatAge(last.requestedAt, now, options);
  const ago = /^\d+ (s|min|h|d)$/.test(age) ? `${age} ago` : age;
  const person = (options.personName ?? formatPerson)(last.requestedBy);
  return `Last change ${ago} by ${person}.`;
}

function environmentCount(lanes: readonly Described[]): number {
  return new Set(lanes.map(({ name }) => name.split(' ')[0])).size;
}

function joinNames(names: readonly string[]): string {
  return names.length === 1
    ? names[0]
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
