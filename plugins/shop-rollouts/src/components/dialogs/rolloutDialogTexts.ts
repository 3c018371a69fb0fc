import {
  DeliveryEnvironment,
  formatClockTime,
  formatDuration,
  formatShortTime,
  Operation,
  RolloutAction,
  RolloutView,
} from '@shop-portal/plugin-shop-rollouts-common';
import { shortenTag } from '@shop-portal/plugin-shop-react';
import { TranslationFunction } from '../../translation';
import { doesAbortMoveTraffic, mayRetryGoLive } from '../actions/needsDialog';

export interface RolloutDialogInput {
  view: RolloutView;
  environment: DeliveryEnvironment;
  /** The abort that is taken back, if the record has it. */
  abort?: Operation;
  now: Date;
}

export interface RolloutDialogTexts {
  title: string;
  confirm: string;
  cancel?: string;
  variant: 'primary' | 'secondary';
  isDestructive: boolean;
  reason: 'none' | 'optional' | 'required';
  /** What becomes of the second version in the list of from and to. */
  toLabel: string;
  /** What happens, in full sentences. */
  sentences: string[];
  hasChecks: boolean;
}

interface Words {
  env: string;
  next: string;
  live: string;
}

type Describe = (
  input: RolloutDialogInput,
  words: Words,
  t: TranslationFunction,
) => RolloutDialogTexts;

/** The end of a wait that a person skips, in words. */
function skippedWait(
  { view, now }: RolloutDialogInput,
  t: TranslationFunction,
): string {
  if (!view.deadline) {
    return t('dialog.skips.person');
  }
  const seconds = (Date.parse(view.deadline) - now.getTime()) / 1000;
  return t('dialog.skips.time', { time: formatDuration(seconds) });
}

function takesBackAbort(
  { view, abort }: RolloutDialogInput,
  { next }: Words,
  t: TranslationFunction,
): string[] {
  if (view.state !== 'aborted') {
    return [];
  }
  const time = formatShortTime(view.since ?? abort?.requestedAt ?? '');
  return [
    abort?.reason
      ? t('dialog.wasAbortedBecause', { next, time, reason: abort.reason })
      : t('dialog.wasAborted', { next, time }),
  ];
}

function describePromote(
  { view }: RolloutDialogInput,
  { env, next, live }: Words,
  t: TranslationFunction,
): RolloutDialogTexts {
  return {
    title: t('dialog.promote.title', { next, env }),
    confirm: t('dialog.promote.confirm', { next }),
    variant: 'primary',
    isDestructive: false,
    reason: 'none',
    toLabel: t('dialog.new'),
    sentences: [
      t('dialog.promote.text', {
        next,
        live,
        time: formatDuration(view.scaleDownDelaySeconds),
      }),
    ],
    hasChecks: true,
  };
}

const describePromoteFull: Describe = (input, words, t) => {
  const { next } = words;
  const isTimed = input.view.state === 'timed';
  const asksReason = isTimed ? input.environment.production : true;
  return {
    title: isTimed
      ? t('dialog.promoteNow.title', { next })
      : t('dialog.promoteFull.title', { next }),
    confirm: isTimed
      ? t('dialog.promoteNow.confirm')
      : t('dialog.promoteFull.confirm'),
    variant: 'secondary',
    isDestructive: !isTimed,
    reason: asksReason ? 'required' : 'optional',
    toLabel: t('dialog.new'),
    sentences: [
      ...takesBackAbort(input, words, t),
      t('dialog.skips.all', { wait: skippedWait(input, t), next }),
    ],
    hasChecks: true,
  };
};

function describeAbort(
  { view }: RolloutDialogInput,
  { env, next, live }: Words,
  t: TranslationFunction,
): RolloutDialogTexts {
  return {
    title: t('dialog.abort.title', { next, env }),
    confirm: t('dialog.abort.confirm'),
    cancel: t('dialog.abort.cancel'),
    variant: 'secondary',
    isDestructive: true,
    reason: 'optional',
    toLabel: t('dialog.stops'),
    sentences: [
      doesAbortMoveTraffic(view)
        ? t('dialog.abort.movesTraffic', { next })
        : t('dialog.abort.keepsTraffic', { next, live }),
    ],
    hasChecks: false,
  };
}

function describeRetry(
  { view, now }: RolloutDialogInput,
  { env, next, live }: Words,
  t: TranslationFunction,
): RolloutDialogTexts {
  const until = view.retryGoesLiveUntil;
  const goesLive = until !== undefined && mayRetryGoLive(view, now);
  const waits = view.autoPromotionEnabled
    ? t('dialog.retry.goesLiveByItself', { next, live })
    : t('dialog.retry.waits', { next, live });
  return {
    title: t('dialog.retry.title', { next, env }),
    confirm: goesLive
      ? t('dialog.retry.confirmAndGoLive')
      : t('dialog.retry.confirm'),
    variant: 'secondary',
    isDestructive: false,
    reason: 'none',
    toLabel: t('dialog.again'),
    sentences: [
      goesLive
        ? t('dialog.retry.oldController', {
            next,
            time: formatClockTime(until),
            wait: formatDuration((Date.parse(until) - now.getTime()) / 1000),
          })
        : waits,
    ],
    hasChecks: false,
  };
}

const DESCRIBE: Record<RolloutAction, Describe> = {
  promote: describePromote,
  'promote-full': describePromoteFull,
  abort: describeAbort,
  retry: describeRetry,
};

/** What the dialog in front of an action on a Rollout says. */
export function rolloutDialogTexts(
  action: RolloutAction,
  input: RolloutDialogInput,
  t: TranslationFunction,
): RolloutDialogTexts {
  const { view, environment } = input;
  const next = (view.preview ?? view.live)?.tag ?? '';
  return DESCRIBE[action](
    input,
    {
      env: environment.name,
      next: shortenTag(next),
      live: shortenTag(view.live?.tag ?? ''),
    },
    t,
  );
}
