import {
  anAbortedRollout,
  aWaitingRollout,
  ago,
  NEW,
  OLD,
} from '../__testUtils__/objects';
import { rolloutFixture } from '../__testUtils__/fixtures';
import { guardedPatch, nudgePatch } from './guardedPatch';
import { isSameSeenState, seenState } from './seenState';

const guard = [
  { op: 'test', path: '/metadata/generation', value: 3 },
  { op: 'test', path: '/metadata/uid', value: 'rollout-uid' },
  { op: 'test', path: '/status/currentPodHash', value: NEW },
];
const pauses = [{ reason: 'BlueGreenPause', startTime: ago(720) }];

describe('guardedPatch', () => {
  const waiting = seenState(aWaitingRollout());

  it('promotes only the pause that was seen', () => {
    expect(guardedPatch('promote', waiting)).toEqual([
      ...guard,
      { op: 'test', path: '/status/pauseConditions', value: pauses },
      { op: 'remove', path: '/status/pauseConditions' },
    ]);
  });

  it('promotes a canary only from the step that was seen', () => {
    const seen = seenState(rolloutFixture('canary-paused'));
    expect(guardedPatch('promote', seen)).toContainEqual({
      op: 'test',
      path: '/status/currentStepIndex',
      value: 1,
    });
    expect(guardedPatch('promote-full', seen)).toContainEqual({
      op: 'test',
      path: '/status/currentStepIndex',
      value: 1,
    });
  });

  it('promotes fully against the same stable release, and pause if any', () => {
    expect(guardedPatch('promote-full', waiting)).toEqual([
      ...guard,
      { op: 'test', path: '/status/pauseConditions', value: pauses },
      { op: 'test', path: '/status/stableRS', value: OLD },
      { op: 'add', path: '/status/promoteFull', value: true },
    ]);
    const aborted = seenState(anAbortedRollout());
    expect(guardedPatch('promote-full', aborted)).toEqual([
      ...guard,
      { op: 'test', path: '/status/stableRS', value: OLD },
      { op: 'add', path: '/status/promoteFull', value: true },
    ]);
  });

  it('aborts, whatever pause there is by now', () => {
    expect(guardedPatch('abort', waiting)).toEqual([
      ...guard,
      { op: 'test', path: '/status/stableRS', value: OLD },
      { op: 'add', path: '/status/abort', value: true },
    ]);
  });

  it('retries only what is aborted', () => {
    expect(guardedPatch('retry', seenState(anAbortedRollout()))).toEqual([
      ...guard,
      { op: 'test', path: '/status/abort', value: true },
      { op: 'remove', path: '/status/abort' },
    ]);
  });

  it('wakes the controller of the same object only', () => {
    expect(nudgePatch(waiting)).toEqual([
      { op: 'test', path: '/metadata/uid', value: 'rollout-uid' },
      { op: 'add', path: '/status/message', value: expect.any(String) },
    ]);
  });
});

describe('seenState', () => {
  it('takes the pause verbatim from a real object', () => {
    expect(seenState(rolloutFixture('paused'))).toEqual({
      uid: expect.any(String),
      generation: 3,
      podHash: '6689f997c5',
      stableHash: '57bd89c9bb',
      pauseConditions: [
        { reason: 'BlueGreenPause', startTime: '2026-11-22T09:34:07Z' },
      ],
    });
  });

  it.each([
    [{ uid: 'other' }],
    [{ generation: 4 }],
    [{ podHash: 'other' }],
    [{ stableHash: 'other' }],
    [{ stepIndex: 1 }],
    [{ pauseConditions: [] }],
    [{ pauseConditions: [{ ...pauses[0], startTime: ago(1) }] }],
    [{ pauseConditions: [{ ...pauses[0], reason: 'CanaryPauseStep' }] }],
    [{ pauseConditions: [...pauses, ...pauses] }],
  ])('differs with %j', change => {
    const seen = seenState(aWaitingRollout());
    expect(isSameSeenState(seen, { ...seen })).toBe(true);
    expect(isSameSeenState(seen, { ...seen, ...change })).toBe(false);
  });
});
