import { RolloutView, Stack } from '../types';
import {
  durationInSentence,
  formatClockTime,
  formatCountdown,
  formatDuration,
  formatShortTime,
  secondsBetween,
  TimeFormat,
} from './format';

/** For a lane without a Rollout. @public */
export const NO_ROLLOUT_SENTENCE =
  'This service has no Rollout. Argo CD deploys it directly; a release is live as soon as it is synced.';

/**
 * The sentence under the label of a lane.
 * @public
 */
export function describeLane(
  view: RolloutView,
  now: Date,
  format: TimeFormat = {},
): string {
  // A release without a known tag is called "the new release".
  return describeState(view, now, format).replace(/(^|\. )the /g, '$1The ');
}

function describeState(
  view: RolloutView,
  now: Date,
  format: TimeFormat,
): string {
  const live = liveTag(view);
  const next = nextTag(view);
  switch (view.state) {
    case 'live':
      return `Nothing waits. ${live} ${hasBeenLive(view, now, format)}.`;
    case 'go-back-window':
      return describeGoBackWindow(view, now, format);
    case 'preparing':
      return `${next} starts: ${podCount(
        view.preview,
      )} ready. Live traffic stays on ${live}.`;
    case 'checking-preview':
      return `Analysis runs on ${next}. Live traffic stays on ${live}.`;
    case 'waiting':
      return view.strategy === 'canary'
        ? `${next} waits at a step for a person. ${live} is stable.`
        : `${next} is ready in preview. Live traffic still goes to ${live}.`;
    case 'timed':
      return `${next} goes live in ${formatCountdown(
        view.deadline ?? '',
        now,
      )}.`;
    case 'promoting':
      return `Moving live traffic to ${next}.`;
    case 'checking-live':
      return `${live} has live traffic. Abort moves it back to ${stableTag(
        view,
      )}.`;
    case 'aborted':
      return `${live} is live. Git still asks for ${next}.`;
    case 'abort-not-finished':
      return describeUnfinishedAbort(view, now);
    case 'not-starting':
      return describeNotStarting(view);
    case 'invalid':
      return `The Rollout was refused: ${view.message.replace(
        /^InvalidSpec: /,
        '',
      )}`;
    case 'no-live-pods':
      return `No pod gets live traffic. Expected ${live}.`;
    case 'held':
      return `A person holds this${
        view.since ? ` since ${formatShortTime(view.since, format)}` : ''
      }. New releases do not start.`;
    case 'check-unclear':
      return 'A check gave no clear result. Nothing moves until a person decides.';
    case 'first-release':
      return 'It goes live when its pods are ready. There is nothing to promote or to go back to.';
    case 'restarting':
      return `${podCount(view.live)} ready. Same version.`;
    case 'not-picked-up':
      return `No controller has picked this up${
        view.since ? ` ${durationInSentence(view.since, now, format)}` : ''
      }. It may watch another instance id.`;
    case 'gone':
      return `The Rollout was deleted${
        view.since ? ` at ${formatShortTime(view.since, format)}` : ''
      }. The timeline stays.`;
    case 'no-rollout':
    default:
      return NO_ROLLOUT_SENTENCE;
  }
}

/** Tag of what is live, or words for it. @public */
export function liveTag(view: RolloutView): string {
  return view.live?.tag || 'the live release';
}

/** Tag of what is on its way, or words for it. @public */
export function nextTag(view: RolloutView): string {
  return view.preview?.tag || 'the new release';
}

function stableTag(view: RolloutView): string {
  const stable = view.old.find(({ hash }) => hash === view.seen.stableHash);
  return stable?.tag || 'the former release';
}

function podCount(stack: Stack | undefined): string {
  const { ready, desired } = stack?.replicas ?? { ready: 0, desired: 0 };
  return `${ready} of ${desired} ${desired === 1 ? 'pod' : 'pods'}`;
}

function hasBeenLive(view: RolloutView, now: Date, format: TimeFormat): string {
  return view.since
    ? `has been live ${durationInSentence(view.since, now, format)}`
    : 'is live';
}

function describeGoBackWindow(
  view: RolloutView,
  now: Date,
  format: TimeFormat,
): string {
  const [former] = view.old.filter(
    ({ scaleDownAt }) => scaleDownAt && scaleDownAt === view.deadline,
  );
  const until = formatClockTime(view.deadline ?? '', format);
  const left = formatDuration(
    secondsBetween(now.toISOString(), view.deadline ?? '') ?? 0,
  );
  return `${liveTag(view)} is live. ${
    former?.tag || 'The former release'
  } still runs: instant rollback until ${until} (${left}).`;
}

function describeUnfinishedAbort(view: RolloutView, now: Date): string {
  const seconds = secondsBetween(view.since, now);
  const after =
    seconds === undefined
      ? 'after the abort'
      : `${formatDuration(seconds)} after the abort`;
  return `${liveTag(
    view,
  )} still has live traffic, ${after}. Its pods are not ready.`;
}

function describeNotStarting(view: RolloutView): string {
  const waited = formatDuration(view.progressDeadlineSeconds);
  const failing = view.preview ?? view.live;
  const pod = failing?.pods.find(({ ready }) => !ready);
  const error = pod && [pod.status, pod.message].filter(Boolean).join(': ');
  return [
    `${
      failing?.tag || 'The new release'
    } did not become ready within ${waited}.`,
    ...(view.preview && view.live ? [`${view.live.tag} is live.`] : []),
    ...(error ? [`${error.replace(/\.$/, '')}.`] : []),
  ].join(' ');
}
