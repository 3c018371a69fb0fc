import { Delivery, Lane, LaneState, RolloutView } from '../types';
import { imageTag } from '../rollout/imageTag';
import { describeLane, liveTag, nextTag } from './describeLane';
import { describeSync } from './describeSync';
import {
  agoInSentence,
  formatPerson,
  spanInSentence,
  TimeFormat,
} from './format';
import { laneLabel } from './labels';

/** @public */
export interface DescribeOptions extends TimeFormat {
  /** Display name of a person; made from the reference when missing. */
  personName?: (entityRef: string) => string;
}

/** One environment, or one of several Rollouts in it. */
interface Part {
  environment: string;
  title: string;
  urgency: number;
  /** Tag of what is live, where nothing else has to be told. */
  quietTag?: string;
  phrase: string;
}

/** Where a person has to decide something. */
const WAITING_STATES: readonly LaneState[] = ['waiting', 'check-unclear'];
const QUIET_STATES: readonly LaneState[] = ['live', 'go-back-window'];
const MAX_ENVIRONMENTS = 3;

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
  const parts = delivery.lanes.flatMap(lane => partsOf(lane, now, options));
  if (parts.length === 0) {
    return 'Nothing of this service runs yet.';
  }
  if (parts.every(isQuiet)) {
    return [describeQuiet(parts), describeLastChange(delivery, now, options)]
      .filter(Boolean)
      .join(' ');
  }
  const sorted = [...parts].sort((a, b) => b.urgency - a.urgency);
  const tooMany = countEnvironments(parts) > MAX_ENVIRONMENTS;
  const told = tooMany ? sorted.filter(part => !isQuiet(part)) : sorted;
  const untold = countEnvironments(parts) - countEnvironments(told);
  return [
    ...told.map(({ title, phrase }) => `${title}: ${phrase}`),
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
  const [worst] = [...lane.rollouts].sort(
    (a, b) => urgencyOf(b.state) - urgencyOf(a.state),
  );
  return worst?.state ?? 'no-rollout';
}

function partsOf(lane: Lane, now: Date, options: DescribeOptions): Part[] {
  const { name: environment } = lane.environment;
  if (lane.rollouts.length === 0) {
    return lane.applications.length + lane.deployments.length === 0
      ? []
      : [withoutRolloutPart(lane, now, options)];
  }
  return lane.rollouts.map(view => ({
    environment,
    title:
      lane.rollouts.length > 1
        ? `${environment} (${view.target.name})`
        : environment,
    urgency: urgencyOf(view.state),
    ...(QUIET_STATES.includes(view.state) && { quietTag: liveTag(view) }),
    phrase: describeRollout(view, now, options),
  }));
}

/** A service without a Rollout: what was applied is live. */
function withoutRolloutPart(
  lane: Lane,
  now: Date,
  options: DescribeOptions,
): Part {
  const { name: environment } = lane.environment;
  const busy = lane.applications.find(
    ({ sync, health }) => sync !== 'Synced' || health !== 'Healthy',
  );
  if (busy) {
    const phrase = `${describeSync(busy, now, options)}.`;
    return { environment, title: environment, urgency: 1, phrase };
  }
  const quietTag = releaseOf(lane) ?? 'what Git asks for';
  return {
    environment,
    title: environment,
    urgency: 0,
    quietTag,
    phrase: `${quietTag} is live.`,
  };
}

/** What runs where there is no Rollout, if it is one thing. */
function releaseOf({ applications, deployments }: Lane): string | undefined {
  const [deployment] = deployments;
  const [image] = applications.flatMap(({ images }) => images);
  return deployment?.tag || (image ? imageTag(image) : undefined);
}

function describeRollout(
  view: RolloutView,
  now: Date,
  options: DescribeOptions,
): string {
  if (QUIET_STATES.includes(view.state)) {
    return `${liveTag(view)} is live.`;
  }
  if (view.state === 'waiting') {
    const since = view.since
      ? ` since ${spanInSentence(view.since, now, options)}`
      : '';
    const state = view.strategy === 'canary' ? 'stable' : 'live';
    return `${nextTag(view)} waits for promotion${since}; ${liveTag(
      view,
    )} is ${state}.`;
  }
  return describeLane(view, now, options);
}

function urgencyOf(state: LaneState): number {
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

function describeQuiet(parts: readonly Part[]): string {
  const tags = new Set(parts.map(({ quietTag }) => quietTag));
  return tags.size === 1 && parts.length > 1
    ? `${joinNames(parts.map(({ title }) => title))} run ${parts[0].quietTag}.`
    : parts.map(({ title, phrase }) => `${title}: ${phrase}`).join(' ');
}

function describeLastChange(
  delivery: Delivery,
  now: Date,
  options: DescribeOptions,
): string | undefined {
  const last = delivery.recentOperations.find(
    ({ action, phase }) => phase === 'done' && action !== 'refresh',
  );
  if (!last) {
    return undefined;
  }
  const person = (options.personName ?? formatPerson)(last.requestedBy);
  return `Last change ${agoInSentence(
    last.requestedAt,
    now,
    options,
  )} by ${person}.`;
}

function isQuiet({ quietTag }: Part): boolean {
  return quietTag !== undefined;
}

function countEnvironments(parts: readonly Part[]): number {
  return new Set(parts.map(({ environment }) => environment)).size;
}

function joinNames(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
