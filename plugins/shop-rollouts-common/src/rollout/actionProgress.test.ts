import { rolloutFixture } from '../__testUtils__/fixtures';
import {
  ago,
  anAbortedRollout,
  anUpdatingRollout,
  aRollout,
  aWaitingRollout,
  condition,
  NEW,
  OLD,
} from '../__testUtils__/objects';
import { RolloutObject } from '../kubernetes';
import { RolloutAction } from '../types';
import { actionProgress } from './actionProgress';

const waiting = aWaitingRollout();
const stored = aWaitingRollout({ status: { pauseConditions: undefined } });
const moving = anUpdatingRollout({ status: { controllerPause: true } });
const live = aRollout({ status: { currentPodHash: NEW, stableRS: NEW } });
const newer = aWaitingRollout({ status: { currentPodHash: 'newer' } });
const newPause = {
  pauseConditions: [{ reason: 'BlueGreenPause', startTime: ago(1) }],
};
const resumed = (status: object) =>
  anUpdatingRollout({ status: { conditions: [], ...status } });

function check(
  action: RolloutAction,
  before: RolloutObject,
  now: RolloutObject | undefined,
): string {
  const { phase, because } = actionProgress(action, before, now);
  return because ? `${phase}: ${because}` : phase;
}

describe('actionProgress of promote', () => {
  it('follows what a real controller wrote', () => {
    const accepted = rolloutFixture('promote-accepted');
    const before = {
      ...accepted,
      status: {
        ...accepted.status,
        pauseConditions: [
          { reason: 'BlueGreenPause', startTime: '2026-11-22T09:21:30Z' },
        ],
      },
    };
    expect(check('promote', before, before)).toBe('accepted');
    expect(check('promote', before, accepted)).toBe('accepted');
    expect(check('promote', before, rolloutFixture('promoting'))).toBe('taken');
  });

  it.each<[string, RolloutObject | undefined, string]>([
    ['the watch is behind', waiting, 'accepted'],
    ['it is only stored', stored, 'accepted'],
    ['the controller moves', moving, 'taken'],
    ['it is live', live, 'done'],
    ['it was aborted meanwhile', anAbortedRollout(), 'diverted: aborted'],
    [
      'the controller paused again',
      aWaitingRollout({ status: newPause }),
      'diverted: waits-again',
    ],
    ['a newer release came', newer, 'diverted: newer-release'],
    [
      'it went live before a newer release came',
      aWaitingRollout({ status: { currentPodHash: 'newer', stableRS: NEW } }),
      'done',
    ],
    ['it was deleted', undefined, 'diverted: deleted'],
    [
      'it was deleted and made again',
      aRollout({ metadata: { uid: 'other' } }),
      'diverted: deleted',
    ],
  ])('%s', (_case, now, expected) => {
    expect(check('promote', waiting, now)).toBe(expected);
  });

  it('is done with live traffic while the release is still being checked', () => {
    const now = anUpdatingRollout({
      blueGreen: { postPromotionAnalysis: { templates: [] } },
      status: { blueGreen: { activeSelector: NEW, previewSelector: NEW } },
    });
    expect(check('promote', waiting, now)).toBe('done');
  });

  it('is done at the next pause of a canary', () => {
    const step = (currentStepIndex: number, startTime: string) =>
      aWaitingRollout({
        spec: { strategy: { canary: { steps: [{ pause: {} }] } } },
        status: {
          currentStepIndex,
          pauseConditions: [{ reason: 'CanaryPauseStep', startTime }],
        },
      });
    expect(check('promote', step(1, ago(9)), step(1, ago(9)))).toBe('accepted');
    expect(check('promote', step(1, ago(9)), step(3, ago(1)))).toBe('done');
  });
});

describe('actionProgress of promote-full', () => {
  it.each<[string, RolloutObject, RolloutObject, string]>([
    ['the watch is behind', waiting, waiting, 'accepted'],
    [
      'it is only stored',
      waiting,
      aWaitingRollout({ status: { promoteFull: true } }),
      'accepted',
    ],
    [
      'the controller moves',
      waiting,
      anUpdatingRollout({ status: { promoteFull: true } }),
      'taken',
    ],
    ['it is live', waiting, live, 'done'],
    [
      'it was aborted instead',
      waiting,
      anAbortedRollout(),
      'diverted: aborted',
    ],
    [
      'the abort still stands',
      anAbortedRollout(),
      anAbortedRollout({ status: { promoteFull: true } }),
      'accepted',
    ],
    [
      'the abort was taken back',
      anAbortedRollout(),
      anUpdatingRollout({ status: { promoteFull: true } }),
      'taken',
    ],
    [
      'nothing is stored of one that was on its way',
      anUpdatingRollout(),
      anUpdatingRollout(),
      'accepted',
    ],
  ])('%s', (_case, before, now, expected) => {
    expect(check('promote-full', before, now)).toBe(expected);
  });
});

describe('actionProgress of abort', () => {
  it.each<[string, RolloutObject, string]>([
    ['the watch is behind', waiting, 'accepted'],
    [
      'it is only stored',
      aWaitingRollout({ status: { abort: true } }),
      'accepted',
    ],
    ['the controller stopped it', anAbortedRollout(), 'done'],
    [
      'live traffic is not back yet',
      anAbortedRollout({ status: { blueGreen: { activeSelector: NEW } } }),
      'taken',
    ],
    ['it was live already', live, 'diverted: live-already'],
    [
      'all waits are being skipped',
      anUpdatingRollout({ status: { promoteFull: true } }),
      'diverted: promoted-fully',
    ],
    ['a newer release came', newer, 'diverted: newer-release'],
  ])('%s', (_case, now, expected) => {
    expect(check('abort', waiting, now)).toBe(expected);
  });
});

describe('actionProgress of retry', () => {
  it.each<[string, RolloutObject, string]>([
    ['the watch is behind', anAbortedRollout(), 'accepted'],
    [
      'it is only stored',
      anAbortedRollout({ status: { abort: undefined } }),
      'accepted',
    ],
    ['the controller starts it', resumed({}), 'taken'],
    ['it waits again', resumed(newPause), 'done'],
    ['it went live at once', live, 'done'],
    [
      'it was aborted again',
      anAbortedRollout({ status: { abortedAt: ago(1) } }),
      'diverted: aborted',
    ],
  ])('%s', (_case, now, expected) => {
    expect(check('retry', anAbortedRollout(), now)).toBe(expected);
  });

  it('does not take the condition of the former abort for a new one', () => {
    const now = resumed({
      conditions: [condition('Progressing', 'ReplicaSetUpdated', 1)],
      stableRS: OLD,
    });
    expect(check('retry', anAbortedRollout(), now)).toBe('taken');
  });
});
