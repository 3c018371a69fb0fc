import { rolloutFixture } from '../__testUtils__/fixtures';
import {
  aRollout,
  aWaitingRollout,
  condition,
  NEW,
} from '../__testUtils__/objects';
import { rolloutPhase } from './phase';

describe('rolloutPhase', () => {
  it.each([
    ['healthy', 'Healthy', ''],
    ['progressing', 'Progressing', 'active service cutover pending'],
    ['paused', 'Paused', 'BlueGreenPause'],
    ['promote-accepted', 'Progressing', 'waiting for rollout to unpause'],
    ['promoting', 'Progressing', 'waiting for rollout to unpause'],
    [
      'promoting-postanalysis',
      'Progressing',
      'waiting for analysis to complete',
    ],
    [
      'aborted',
      'Degraded',
      'RolloutAborted: Rollout aborted update to revision 2',
    ],
    [
      'degraded-deadline',
      'Degraded',
      'ProgressDeadlineExceeded: ReplicaSet "search-b974788f4" has timed out progressing.',
    ],
    [
      'invalidspec',
      'Degraded',
      expect.stringContaining('InvalidSpec: The Rollout "broken" is invalid'),
    ],
    ['manually-paused', 'Paused', 'manually paused'],
    ['canary-paused', 'Paused', 'CanaryPauseStep'],
  ])('of the real object %s', (name, phase, message) => {
    expect(rolloutPhase(rolloutFixture(name))).toEqual({ phase, message });
  });

  it('does not trust the status before the newest spec was seen', () => {
    const rollout = aRollout({ metadata: { generation: 4 } });
    expect(rolloutPhase(rollout)).toEqual({
      phase: 'Progressing',
      message: 'waiting for rollout spec update to be observed',
    });
  });

  it('does not trust it before the workload was seen', () => {
    const parts = {
      metadata: {
        annotations: { 'rollout.argoproj.io/workload-generation': '5' },
      },
      spec: { workloadRef: { kind: 'Deployment', name: 'storefront' } },
    };
    const behind = aRollout({
      ...parts,
      status: { workloadObservedGeneration: '4' },
    });
    const level = aRollout({
      ...parts,
      status: { workloadObservedGeneration: '5' },
    });
    expect(rolloutPhase(behind).phase).toBe('Progressing');
    expect(rolloutPhase(level).phase).toBe('Healthy');
  });

  it('is unknown without a status, and for a word that nobody knows', () => {
    const none = { ...aRollout(), status: undefined };
    expect(rolloutPhase(none).phase).toBe('Unknown');
    const odd = aRollout({ status: { phase: 'Confused' } });
    expect(rolloutPhase(odd).phase).toBe('Unknown');
  });

  describe('of a controller that writes no phase', () => {
    it.each([
      [{}, 'Healthy', ''],
      [
        { conditions: [condition('InvalidSpec', 'InvalidSpec', 1)] },
        'Degraded',
        'InvalidSpec',
      ],
      [
        { conditions: [condition('Progressing', 'RolloutAborted', 1)] },
        'Degraded',
        'RolloutAborted',
      ],
      [
        { pauseConditions: [{ reason: 'BlueGreenPause', startTime: '' }] },
        'Paused',
        'BlueGreenPause',
      ],
      [{ restartedAt: 'x' }, 'Progressing', 'rollout is restarting'],
      [
        { updatedReplicas: 1 },
        'Progressing',
        'more replicas need to be updated',
      ],
      [
        { availableReplicas: 1 },
        'Progressing',
        'updated replicas are still becoming available',
      ],
      [
        { currentPodHash: NEW },
        'Progressing',
        'active service cutover pending',
      ],
      [
        { currentPodHash: NEW, blueGreen: { activeSelector: NEW } },
        'Progressing',
        'waiting for post-promotion verification to complete',
      ],
    ])('%j', (status, phase, message) => {
      const rollout = aRollout({ status: { ...status, phase: undefined } });
      expect(rolloutPhase(rollout)).toEqual({ phase, message });
    });

    it('says paused by a person before anything else that waits', () => {
      const rollout = aWaitingRollout({
        spec: { paused: true },
        status: { phase: undefined },
      });
      expect(rolloutPhase(rollout).message).toBe('manually paused');
    });

    it.each([
      [{ replicas: 3 }, 'old replicas are pending termination'],
      [{ currentPodHash: NEW }, 'waiting for all steps to complete'],
    ])('canary %j', (status, message) => {
      const rollout = aRollout({
        spec: { strategy: { canary: {} } },
        status: { ...status, phase: undefined },
      });
      expect(rolloutPhase(rollout)).toEqual({ phase: 'Progressing', message });
    });
  });
});
