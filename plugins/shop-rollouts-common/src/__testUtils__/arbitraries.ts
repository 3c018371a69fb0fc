import * as fc from 'fast-check';
import { RolloutObject } from '../kubernetes';
import { aRollout, ago, condition, NEW, OLD } from './objects';

const optionalFlag = fc.constantFrom(undefined, false, true);

const conditions = fc.subarray([
  condition('Progressing', 'RolloutAborted', 12),
  condition('Progressing', 'ProgressDeadlineExceeded', 30),
  condition('Progressing', 'RolloutResumed', 2),
  condition('InvalidSpec', 'InvalidSpec', 5),
  condition('Completed', 'RolloutCompleted', 900),
]);

const pauses = fc.constantFrom(
  undefined,
  [],
  [{ reason: 'BlueGreenPause', startTime: ago(60) }],
  [{ reason: 'CanaryPauseStep', startTime: ago(60) }],
  [{ reason: 'InconclusiveAnalysisRun', startTime: ago(60) }],
);

const strategy = fc.constantFrom(
  { blueGreen: { autoPromotionEnabled: false } },
  { blueGreen: { autoPromotionEnabled: false, autoPromotionSeconds: 90 } },
  { blueGreen: { autoPromotionSeconds: 90 } },
  { blueGreen: {} },
  { blueGreen: { autoPromotionEnabled: false, postPromotionAnalysis: {} } },
  { canary: { steps: [{ pause: {} }, { pause: { duration: 90 } }] } },
  { canary: {} },
  {},
  undefined,
);

const hash = fc.constantFrom(undefined, '', OLD, NEW);

/** Any Rollout that the API server would store, sensible or not. */
export const anyRollout: fc.Arbitrary<RolloutObject> = fc
  .record({
    generation: fc.constantFrom(3, 4),
    observedGeneration: fc.constantFrom(undefined, '2', '3', '4', 'abc'),
    deletionTimestamp: fc.constantFrom(undefined, ago(1)),
    paused: optionalFlag,
    strategy,
    phase: fc.constantFrom('Healthy', 'Progressing', 'Paused', 'Degraded'),
    currentPodHash: hash,
    stableRS: hash,
    activeSelector: hash,
    abort: optionalFlag,
    abortedAt: fc.constantFrom(undefined, ago(12)),
    promoteFull: optionalFlag,
    controllerPause: optionalFlag,
    pauseConditions: pauses,
    currentStepIndex: fc.constantFrom(undefined, 0, 1, 2),
    restartAt: fc.constantFrom(undefined, ago(30)),
    conditions,
  })
  .map(({ generation, deletionTimestamp, ...parts }) => {
    const { paused, restartAt, activeSelector, ...status } = parts;
    return aRollout({
      metadata: { generation, deletionTimestamp },
      spec: { paused, restartAt, strategy: parts.strategy },
      status: { ...status, blueGreen: { activeSelector } },
    });
  });
