import { describeOnReal } from '../side/describeOnReal';
import { ContractRollout } from './support/ContractRollout';
import { ContractTest, ROLLOUTS_VERSIONS } from './support/ContractTest';
import { dueSteps, optional } from './support/dueSteps';
import { rolloutOf } from './support/manifests';
import { RolloutRecorder } from './support/RolloutRecorder';

jest.setTimeout(120_000);

const STEPS = [
  { setWeight: 25 },
  { pause: {} },
  { setWeight: 50 },
  { pause: { duration: '1s' } },
  { setWeight: 75 },
  { pause: {} },
];
const PAUSE = 'pause=CanaryPauseStep controllerPause';
const ABORTED = 'RolloutAborted: Rollout aborted update to revision 2';
/** Where it stands at a step of the update from H1 to H2. */
const at = (step: number) => `current=H2 stable=H1 step=${step}`;
const progressing = (step: number) =>
  `Progressing "more replicas need to be updated" ${at(step)}`;
const paused = (step: number) =>
  `Paused "CanaryPauseStep" ${at(step)} ${PAUSE}`;

const TO_FIRST_PAUSE = [progressing(0), optional(progressing(1)), paused(1)];
const TO_LAST_PAUSE = [
  optional(progressing(3)),
  paused(3),
  optional(progressing(3)),
  progressing(4),
  optional(progressing(5)),
  paused(5),
];

describeOnReal('a canary', 'the lab carries none out', () => {
  describe.each(ROLLOUTS_VERSIONS)('on %s', version => {
    const contract = ContractTest.register(version);
    let rollout: ContractRollout;
    let recorder: RolloutRecorder;

    /** Version 1 is live; what happens from now on is recorded. */
    beforeEach(async () => {
      const namespace = await contract.newNamespace();
      rollout = await ContractRollout.create(contract.api, namespace, {
        name: 'web',
        services: [],
        rollout: rolloutOf('web', {
          replicas: 4,
          strategy: { canary: { steps: STEPS } },
        }),
      });
      await rollout.untilPhase('Healthy');
      recorder = await RolloutRecorder.start(contract.api, namespace);
    });

    it('goes from step to step [k1] [k2] [k3]', async () => {
      await rollout.setVersion(2);
      await rollout.untilPausedAt(1);

      const { status } = await rollout.patchStatusGuarded([
        { op: 'test', path: '/status/currentStepIndex', value: 1 },
        { op: 'remove', path: '/status/pauseConditions' },
      ]);
      await rollout.untilPausedAt(5);
      await rollout.patchStatus({ currentStepIndex: 6, pauseConditions: null });
      await rollout.untilPhase('Healthy');

      expect(status).toBe(200);
      const steps = await recorder.stop();
      expect(steps).toEqual(
        dueSteps(steps, [
          'Healthy "" current=H1 stable=H1 step=6',
          ...TO_FIRST_PAUSE,
          `Paused "CanaryPauseStep" ${at(1)} controllerPause`,
          `${progressing(1)} controllerPause`,
          progressing(2),
          ...TO_LAST_PAUSE,
          `Paused "CanaryPauseStep" ${at(6)} controllerPause`,
          `${progressing(6)} controllerPause`,
          progressing(6),
          optional(
            `Progressing "updated replicas are still becoming available" ${at(
              6,
            )}`,
          ),
          'Healthy "" current=H2 stable=H2 step=6',
        ]),
      );
    });

    it('can be sent on by its step alone, and aborted [k4] [k5]', async () => {
      await rollout.setVersion(2);
      await rollout.untilPausedAt(1);

      await rollout.patchStatus({ currentStepIndex: 2 });
      await rollout.untilPausedAt(5);
      await rollout.patchStatus({ abort: true });
      await rollout.until(
        ({ status }) => status.abort && status.updatedReplicas === 0,
      );

      const steps = await recorder.stop();
      expect(steps).toEqual(
        dueSteps(steps, [
          'Healthy "" current=H1 stable=H1 step=6',
          ...TO_FIRST_PAUSE,
          paused(2),
          ...TO_LAST_PAUSE,
          `${paused(5)} abort`,
          `Degraded "${ABORTED}" ${at(0)} abort`,
        ]),
      );
    });

    it('goes to its end at once when it is promoted fully [k6]', async () => {
      await rollout.setVersion(2);
      await rollout.untilPausedAt(1);

      await rollout.patchStatus({ promoteFull: true });
      await rollout.untilPhase('Healthy');

      const steps = await recorder.stop();
      expect(steps).toEqual(
        dueSteps(steps, [
          'Healthy "" current=H1 stable=H1 step=6',
          ...TO_FIRST_PAUSE,
          `${paused(1)} promoteFull`,
          `${progressing(6)} promoteFull`,
          optional(
            `Progressing "updated replicas are still becoming available" ${at(
              6,
            )} promoteFull`,
          ),
          'Healthy "" current=H2 stable=H2 step=6',
        ]),
      );
    });
  });
});
