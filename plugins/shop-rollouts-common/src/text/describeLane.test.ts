import { ago, NOW } from '../__testUtils__/objects';
import { aLiveView, aStack, aView } from '../__testUtils__/views';
import { LaneState, RolloutView } from '../types';
import { describeLane } from './describeLane';
import { laneLabel } from './labels';

const utc = { timeZone: 'UTC' };
const onNew = { live: aStack({ tag: '9f31c02' }), preview: undefined };

describe('describeLane', () => {
  it.each<[LaneState, Partial<RolloutView>, string]>([
    [
      'live',
      { ...onNew, since: ago(3 * 86400) },
      'Nothing waits. 9f31c02 has been live for 3 d.',
    ],
    [
      'live',
      { ...onNew, since: ago(14 * 86400) },
      'Nothing waits. 9f31c02 has been live since 8 Nov 2026.',
    ],
    ['live', { ...onNew, since: undefined }, 'Nothing waits. 9f31c02 is live.'],
    [
      'go-back-window',
      {
        ...onNew,
        deadline: ago(-520),
        old: [
          aStack({ tag: '77777', scaleDownAt: ago(-20) }),
          aStack({ tag: '826a72c4', scaleDownAt: ago(-520) }),
        ],
      },
      '9f31c02 is live. 826a72c4 still runs: instant rollback until 14:08:40 (8 min 40 s).',
    ],
    [
      'preparing',
      {
        preview: aStack({
          tag: '9f31c02',
          replicas: { desired: 2, ready: 1, total: 2 },
        }),
      },
      '9f31c02 starts: 1 of 2 pods ready. Live traffic stays on 826a72c4.',
    ],
    [
      'checking-preview',
      {},
      'Analysis runs on 9f31c02. Live traffic stays on 826a72c4.',
    ],
    [
      'waiting',
      {},
      '9f31c02 is ready in preview. Live traffic still goes to 826a72c4.',
    ],
    [
      'waiting',
      { strategy: 'canary' },
      '9f31c02 waits at a step for a person. 826a72c4 is stable.',
    ],
    ['timed', { deadline: ago(-42) }, '9f31c02 goes live in 0:42.'],
    ['promoting', {}, 'Moving live traffic to 9f31c02.'],
    [
      'checking-live',
      { ...onNew, old: [aStack()] },
      '9f31c02 has live traffic. Abort moves it back to 826a72c4.',
    ],
    ['aborted', {}, '826a72c4 is live. Git still asks for 9f31c02.'],
    [
      'abort-not-finished',
      { ...onNew, since: ago(12) },
      '9f31c02 still has live traffic, 12 s after the abort. Its pods are not ready.',
    ],
    [
      'not-starting',
      {},
      '9f31c02 did not become ready within 10 min. 826a72c4 is live.',
    ],
    [
      'not-starting',
      {
        progressDeadlineSeconds: 90,
        preview: aStack({
          tag: '9f31c02',
          pods: [
            { name: 'a', ready: true, status: 'Running', restarts: 0 },
            {
              name: 'b',
              ready: false,
              status: 'ImagePullBackOff',
              message: 'the tag does not exist.',
              restarts: 0,
            },
          ],
        }),
      },
      '9f31c02 did not become ready within 1 min 30 s. 826a72c4 is live. ImagePullBackOff: the tag does not exist.',
    ],
    [
      'invalid',
      { message: 'InvalidSpec: The Rollout "a" is invalid: no service' },
      'The Rollout was refused: The Rollout "a" is invalid: no service',
    ],
    ['no-live-pods', {}, 'No pod gets live traffic. Expected 826a72c4.'],
    [
      'held',
      { since: '2026-11-22T13:40:00Z' },
      'A person holds this since 13:40. New releases do not start.',
    ],
    [
      'check-unclear',
      {},
      'A check gave no clear result. Nothing moves until a person decides.',
    ],
    [
      'first-release',
      {},
      'It goes live when its pods are ready. There is nothing to promote or to go back to.',
    ],
    ['restarting', {}, '2 of 2 pods ready. Same version.'],
    [
      'not-picked-up',
      { since: ago(120) },
      'No controller has picked this up for 2 min. It may watch another instance id.',
    ],
    [
      'gone',
      { since: '2026-11-22T13:58:00Z' },
      'The Rollout was deleted at 13:58. The timeline stays.',
    ],
    [
      'no-rollout',
      {},
      'This service has no Rollout. Argo CD deploys it directly; a release is live as soon as it is synced.',
    ],
  ])('%s %#', (state, parts, sentence) => {
    expect(describeLane(aView(state, parts), NOW, utc)).toBe(sentence);
  });

  it('has words where the ReplicaSets were not read', () => {
    const view = aLiveView({ live: undefined, since: undefined });
    expect(describeLane(view, NOW)).toBe(
      'Nothing waits. The live release is live.',
    );
  });
});

describe('laneLabel', () => {
  it('never colours an abort or a pause as damage', () => {
    expect(laneLabel('aborted')).toEqual({
      label: 'Aborted',
      icon: 'RiStopCircleLine',
      tone: 'warning',
    });
    expect(laneLabel('waiting')).toEqual({
      label: 'Waiting for promotion',
      icon: 'RiPauseCircleLine',
      tone: 'announcement',
    });
    expect(laneLabel('held').tone).toBe('warning');
  });
});
