import { rolloutFixture } from '../__testUtils__/fixtures';
import {
  ago,
  anAbortedRollout,
  anUpdatingRollout,
  aRollout,
  aWaitingRollout,
  condition,
  NEW,
} from '../__testUtils__/objects';
import { RolloutObject } from '../kubernetes';
import { RolloutAction } from '../types';
import { ActionPermission, offerActions, OffersContext } from './offerActions';

const mayEverything: OffersContext = {
  environment: { name: 'prod', title: 'prod', order: 20, production: true },
  claimed: true,
  claim: 'backstage.io/entity-ref: component:default/storefront',
  permissions: {
    promote: { allowed: true },
    'promote-full': { allowed: true },
    abort: { allowed: true },
    retry: { allowed: true },
  },
};

function possible(rollout: RolloutObject): RolloutAction[] {
  return offerActions(rollout, mayEverything)
    .filter(offer => offer.possible)
    .map(({ action }) => action);
}

function refusal(
  rollout: RolloutObject,
  action: RolloutAction,
  context: Partial<OffersContext> = {},
) {
  return offerActions(rollout, { ...mayEverything, ...context }).find(
    offer => offer.action === action,
  )?.refusal;
}

describe('offerActions by state', () => {
  it.each<[string, RolloutAction[]]>([
    ['healthy', []],
    ['progressing', ['promote-full', 'abort']],
    ['paused', ['promote', 'promote-full', 'abort']],
    ['promote-accepted', ['abort']],
    ['promoting', ['abort']],
    ['promoting-postanalysis', ['promote-full', 'abort']],
    ['aborted', ['promote-full', 'retry']],
    ['degraded-deadline', ['abort']],
    ['invalidspec', []],
    ['manually-paused', []],
    ['canary-paused', ['promote', 'promote-full', 'abort']],
  ])('%s offers %j', (name, actions) => {
    expect(possible(rolloutFixture(name))).toEqual(actions);
  });

  it.each<[string, RolloutObject, RolloutAction, string]>([
    ['nothing aborted', aWaitingRollout(), 'retry', 'nothing was aborted.'],
    ['all live', aRollout(), 'abort', 'nothing is on its way.'],
    ['all live', aRollout(), 'promote', 'nothing waits.'],
    ['preparing', anUpdatingRollout(), 'promote', 'nothing waits.'],
    [
      'timed',
      aWaitingRollout({
        blueGreen: { autoPromotionEnabled: true, autoPromotionSeconds: 60 },
      }),
      'promote',
      'it goes live by itself; a promotion would only restart the countdown.',
    ],
    [
      'unclear check',
      aWaitingRollout({
        status: {
          pauseConditions: [
            { reason: 'InconclusiveAnalysisRun', startTime: ago(9) },
          ],
        },
      }),
      'promote',
      'a check gave no clear result; a promotion would only run it again.',
    ],
    [
      'held',
      aWaitingRollout({ spec: { paused: true } }),
      'promote',
      'a person holds this release.',
    ],
    [
      'held with live traffic on the new release',
      anUpdatingRollout({
        spec: { paused: true },
        status: { blueGreen: { activeSelector: NEW } },
      }),
      'abort',
      'live traffic does not move while a person holds this release.',
    ],
    [
      'promoting fully',
      anUpdatingRollout({ status: { promoteFull: true } }),
      'abort',
      'Promote fully is running; the controller ignores an abort. You can roll back when it is live.',
    ],
    [
      'an abort that the controller has not seen',
      aWaitingRollout({ status: { abort: true } }),
      'retry',
      'the abort is not finished yet.',
    ],
    [
      'deadline passed',
      anUpdatingRollout({
        status: {
          conditions: [condition('Progressing', 'ProgressDeadlineExceeded', 1)],
        },
      }),
      'promote-full',
      'the new release does not start.',
    ],
    [
      'a newer spec',
      aWaitingRollout({ metadata: { generation: 4 } }),
      'promote',
      'the controller has not seen the newest change yet.',
    ],
    [
      'no status',
      { ...aRollout(), status: undefined },
      'promote',
      'no controller has picked this up yet.',
    ],
    [
      'first release',
      aRollout({ status: { stableRS: '' } }),
      'promote',
      'this is the first release; it goes live when its pods are ready.',
    ],
    [
      'no known strategy',
      anUpdatingRollout({ spec: { strategy: {} } }),
      'abort',
      'the Rollout has no strategy that the portal knows.',
    ],
  ])('%s: %#', (_state, rollout, action, detail) => {
    expect(refusal(rollout, action)).toEqual({ code: 'wrong-state', detail });
  });

  it('offers to end a release that a person holds before it is live', () => {
    expect(possible(aWaitingRollout({ spec: { paused: true } }))).toEqual([
      'abort',
    ]);
  });

  it('offers to go on from a canary step that would end by itself', () => {
    const rollout = aWaitingRollout({
      spec: {
        strategy: { canary: { steps: [{ pause: { duration: 600 } }] } },
      },
      status: {
        currentStepIndex: 0,
        pauseConditions: [{ reason: 'CanaryPauseStep', startTime: ago(9) }],
      },
    });
    expect(possible(rollout)).toContain('promote');
  });
});

describe('offerActions by context', () => {
  const waiting = aWaitingRollout();
  const noPermission: ActionPermission = {
    allowed: false,
    scope: 'production',
    who: ['#shop-ops'],
  };
  const stale = {
    kind: 'cluster',
    name: 'shop-prod',
    since: ago(240),
  } as const;

  it('names the claim that is missing, before anything about the person', () => {
    expect(
      refusal(waiting, 'promote', {
        claimed: false,
        permissions: {},
        readOnlyCluster: 'shop-prod',
        stale,
      }),
    ).toEqual({
      code: 'no-claim',
      claim: 'backstage.io/entity-ref: component:default/storefront',
    });
  });

  it('names who may', () => {
    expect(
      refusal(waiting, 'promote', {
        permissions: { promote: noPermission },
        stale,
      }),
    ).toEqual({
      code: 'no-permission',
      scope: 'production',
      environment: 'prod',
      who: ['#shop-ops'],
    });
  });

  it('permits nothing that was not decided', () => {
    expect(refusal(waiting, 'promote', { permissions: {} })).toMatchObject({
      code: 'no-permission',
      scope: 'production',
    });
  });

  it('tells a read-only cluster and one that does not answer', () => {
    expect(
      refusal(waiting, 'promote', { readOnlyCluster: 'shop-prod', stale }),
    ).toEqual({ code: 'read-only-cluster', cluster: 'shop-prod' });
    expect(refusal(waiting, 'promote', { stale })).toEqual({
      code: 'stale',
      kind: 'cluster',
      source: 'shop-prod',
      since: ago(240),
    });
  });

  it('says to everybody alike what nobody could do now', () => {
    expect(
      refusal(anAbortedRollout(), 'abort', { permissions: {} }),
    ).toMatchObject({ code: 'wrong-state' });
  });
});
