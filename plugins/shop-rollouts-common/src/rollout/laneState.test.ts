import { rolloutFixture, snapshotFixture } from '../__testUtils__/fixtures';
import {
  ago,
  anAbortedRollout,
  anUpdatingRollout,
  aReplicaSet,
  aRollout,
  aWaitingRollout,
  bothReplicaSets,
  condition,
  NEW,
  NOW,
  OLD,
} from '../__testUtils__/objects';
import { parseService, ReplicaSetObject, RolloutObject } from '../kubernetes';
import { laneState } from './laneState';

function stateOf(
  rollout: RolloutObject,
  replicaSets: ReplicaSetObject[] = bothReplicaSets(),
) {
  return laneState({ rollout, replicaSets, pods: [], services: [] }, NOW);
}

function activeService(selector: Record<string, string>) {
  return parseService({
    metadata: { name: 'storefront-active', namespace: 'ecommerce', uid: 's' },
    spec: { selector },
  })!;
}

describe('laneState of real objects', () => {
  it.each([
    ['healthy', 'live'],
    ['progressing', 'preparing'],
    ['paused', 'waiting'],
    ['promote-accepted', 'promoting'],
    ['promoting', 'promoting'],
    ['promoting-postanalysis', 'checking-live'],
    ['aborted', 'aborted'],
    ['degraded-deadline', 'not-starting'],
    ['invalidspec', 'invalid'],
    ['manually-paused', 'held'],
    ['canary-paused', 'waiting'],
  ])('%s is %s', (name, state) => {
    expect(stateOf(rolloutFixture(name), []).state).toBe(state);
  });

  it('waits since the pause began', () => {
    expect(laneState(snapshotFixture('paused'), NOW)).toEqual({
      state: 'waiting',
      since: '2026-11-22T09:34:07Z',
    });
  });
});

describe('laneState', () => {
  it('is live since the rollout completed', () => {
    expect(stateOf(aRollout())).toEqual({ state: 'live', since: ago(259200) });
  });

  it('has a way back until the old ReplicaSet is scaled down', () => {
    const old = (scaleDownAt: string, desired = 2) => [
      aReplicaSet(OLD),
      aReplicaSet('a', { scaleDownAt, desired }),
    ];
    expect(stateOf(aRollout(), old(ago(-520)))).toMatchObject({
      state: 'go-back-window',
      deadline: ago(-520),
    });
    expect(stateOf(aRollout(), old(ago(1))).state).toBe('live');
    expect(stateOf(aRollout(), old(ago(-520), 0)).state).toBe('live');
    expect(stateOf(aRollout(), old('soon')).state).toBe('live');
  });

  it('takes the latest of several ways back', () => {
    expect(
      stateOf(aRollout(), [
        aReplicaSet(OLD),
        aReplicaSet('a', { scaleDownAt: ago(-10) }),
        aReplicaSet('b', { scaleDownAt: ago(-500) }),
      ]).deadline,
    ).toBe(ago(-500));
  });

  it('prepares until the new release is ready, then promotes by itself', () => {
    const automatic = { autoPromotionEnabled: undefined };
    const starting = [
      aReplicaSet(OLD),
      aReplicaSet(NEW, { ready: 1, created: 20 }),
    ];
    const manual = anUpdatingRollout();
    const byItself = anUpdatingRollout({ blueGreen: automatic });
    expect(stateOf(manual, starting)).toEqual({
      state: 'preparing',
      since: ago(20),
    });
    expect(stateOf(manual).state).toBe('preparing');
    expect(stateOf(byItself, starting).state).toBe('preparing');
    expect(stateOf(byItself).state).toBe('promoting');
  });

  it('checks the preview while an analysis runs', () => {
    const analysis = (status: string) =>
      anUpdatingRollout({
        status: {
          blueGreen: {
            activeSelector: OLD,
            prePromotionAnalysisRunStatus: { name: 'pre', status },
          },
        },
      });
    expect(stateOf(analysis('Running')).state).toBe('checking-preview');
    expect(stateOf(analysis('Successful')).state).toBe('preparing');
  });

  it('goes live by itself after the seconds, unless that is switched off', () => {
    const timed = (autoPromotionEnabled?: boolean) =>
      aWaitingRollout({
        blueGreen: { autoPromotionEnabled, autoPromotionSeconds: 762 },
      });
    expect(stateOf(timed())).toEqual({
      state: 'timed',
      since: ago(720),
      deadline: '2026-11-22T14:00:42.000Z',
    });
    expect(stateOf(timed(false)).state).toBe('waiting');
  });

  it.each([
    [{ duration: 60 }, '2026-11-22T13:49:00.000Z'],
    [{ duration: '90s' }, '2026-11-22T13:49:30.000Z'],
    [{ duration: '15m' }, '2026-11-22T14:03:00.000Z'],
    [{ duration: '1h' }, '2026-11-22T14:48:00.000Z'],
    [{ duration: 'a while' }, undefined],
    [{}, undefined],
  ])('a canary step that pauses %j ends at %s', (pause, deadline) => {
    const rollout = aWaitingRollout({
      spec: { strategy: { canary: { steps: [{ setWeight: 25 }, { pause }] } } },
      status: {
        currentStepIndex: 1,
        pauseConditions: [{ reason: 'CanaryPauseStep', startTime: ago(720) }],
      },
    });
    expect(stateOf(rollout)).toMatchObject({
      state: deadline ? 'timed' : 'waiting',
      ...(deadline && { deadline }),
    });
  });

  it.each([
    ['the promotion is stored', { pauseConditions: [] }],
    ['all waits are to be skipped', { promoteFull: true }],
    [
      'the controller resumed',
      {
        pauseConditions: undefined,
        controllerPause: undefined,
        conditions: [condition('Progressing', 'RolloutResumed', 1)],
      },
    ],
  ])('is promoting when %s', (_case, status) => {
    expect(stateOf(aWaitingRollout({ status })).state).toBe('promoting');
  });

  it('is aborted once the controller acted and traffic is where it was', () => {
    expect(stateOf(anAbortedRollout())).toEqual({
      state: 'aborted',
      since: ago(12),
    });
    expect(stateOf(aWaitingRollout({ status: { abort: true } })).state).toBe(
      'waiting',
    );
  });

  it('says that an abort did not move traffic', () => {
    const rollout = anAbortedRollout({
      status: { blueGreen: { activeSelector: NEW, previewSelector: NEW } },
    });
    expect(stateOf(rollout)).toEqual({
      state: 'abort-not-finished',
      since: ago(12),
    });
  });

  it('has no live pods when none of them is ready', () => {
    const down = [aReplicaSet(OLD, { ready: 0 }), aReplicaSet(NEW)];
    expect(stateOf(aWaitingRollout(), down).state).toBe('no-live-pods');
    const scaledToNothing = [aReplicaSet(OLD, { desired: 0 })];
    expect(stateOf(aRollout(), scaledToNothing).state).toBe('live');
  });

  it('has no live pods when the active Service selects no release', () => {
    const rollout = aRollout();
    const snapshot = { rollout, replicaSets: bothReplicaSets(), pods: [] };
    const withSelector = (selector: Record<string, string>) =>
      laneState({ ...snapshot, services: [activeService(selector)] }, NOW);
    expect(withSelector({ 'rollouts-pod-template-hash': OLD }).state).toBe(
      'live',
    );
    expect(withSelector({ app: 'storefront' }).state).toBe('no-live-pods');
    const blackout = aRollout({ status: { blueGreen: {} } });
    expect(stateOf(blackout).state).toBe('no-live-pods');
  });

  it('is held by a person, also when nothing is on its way', () => {
    expect(stateOf(aRollout({ spec: { paused: true } })).state).toBe('held');
    expect(stateOf(aWaitingRollout({ spec: { paused: true } })).state).toBe(
      'held',
    );
  });

  it('is unclear when a check gave no result', () => {
    const rollout = aWaitingRollout({
      status: {
        pauseConditions: [
          { reason: 'InconclusiveAnalysisRun', startTime: ago(60) },
        ],
      },
    });
    expect(stateOf(rollout)).toEqual({
      state: 'check-unclear',
      since: ago(60),
    });
  });

  it('is the first release until something is live', () => {
    const first = aRollout({
      metadata: { annotations: { 'rollout.argoproj.io/revision': '1' } },
      status: { phase: 'Progressing', blueGreen: { previewSelector: OLD } },
    });
    expect(stateOf(first, [aReplicaSet(OLD, { ready: 0 })]).state).toBe(
      'first-release',
    );
  });

  it('is not picked up when no controller wrote a status for a while', () => {
    const fresh = (age: number) => ({
      ...aRollout({ metadata: { creationTimestamp: ago(age) } }),
      status: undefined,
    });
    expect(stateOf(fresh(5)).state).toBe('first-release');
    expect(stateOf(fresh(120))).toEqual({
      state: 'not-picked-up',
      since: ago(120),
    });
  });

  it('restarts until the restart is done', () => {
    const spec = { restartAt: ago(30) };
    expect(stateOf(aRollout({ spec })).state).toBe('restarting');
    expect(
      stateOf(aRollout({ spec, status: { restartedAt: ago(30) } })).state,
    ).toBe('live');
  });

  it('is gone while it is being deleted', () => {
    const rollout = aRollout({ metadata: { deletionTimestamp: ago(3) } });
    expect(stateOf(rollout)).toEqual({ state: 'gone', since: ago(3) });
  });

  it('says not starting before held, and not valid before all', () => {
    const conditions = [
      condition('Progressing', 'ProgressDeadlineExceeded', 40),
    ];
    const rollout = anUpdatingRollout({ status: { conditions } });
    expect(stateOf(rollout)).toEqual({ state: 'not-starting', since: ago(40) });
    const invalid = anAbortedRollout({
      status: { conditions: [condition('InvalidSpec', 'InvalidSpec', 9)] },
    });
    expect(stateOf(invalid)).toEqual({ state: 'invalid', since: ago(9) });
  });
});
