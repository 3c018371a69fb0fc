import { describeOnReal } from '../side/describeOnReal';
import { ContractRollout } from './support/ContractRollout';
import { ContractTest } from './support/ContractTest';
import { dueSteps, optional } from './support/dueSteps';
import { RolloutRecorder } from './support/RolloutRecorder';

jest.setTimeout(60_000);

const LIVE = [
  'web-preview := H1',
  'web-active := H1',
  'Healthy "" current=H1 stable=H1 active=H1 preview=H1',
];

describe('a blue-green Rollout', () => {
  const contract = ContractTest.register();

  it('is Degraded when it makes no progress in time [j9]', async () => {
    const namespace = await contract.newNamespace();
    const rollout = await ContractRollout.release(contract.api, namespace, {
      spec: { progressDeadlineSeconds: 2 },
    });
    const recorder = await RolloutRecorder.start(contract.api, namespace);

    await rollout.setVersion(2, { neverReady: true });
    await rollout.untilPhase('Degraded');

    const steps = await recorder.stop();
    expect(steps).toEqual(
      dueSteps(steps, [
        ...LIVE,
        'web-preview := H2',
        'Progressing "more replicas need to be updated" current=H2 stable=H1 active=H1 preview=H2',
        optional(
          'Progressing "active service cutover pending" current=H2 stable=H1 active=H1 preview=H2',
        ),
        'Degraded "ProgressDeadlineExceeded: ReplicaSet "web-H2" has timed out progressing." current=H2 stable=H1 active=H1 preview=H2',
      ]),
    );
  });

  it('is Degraded without one of its Services [j10]', async () => {
    const namespace = await contract.newNamespace();
    const recorder = await RolloutRecorder.start(contract.api, namespace);

    const rollout = await ContractRollout.createBlueGreen(
      contract.api,
      namespace,
      { blueGreen: { previewService: 'none' } },
    );
    await rollout.untilPhase('Degraded');

    const steps = await recorder.stop();
    expect(steps).toEqual(
      dueSteps(steps, [
        'web-active := -',
        'web-preview := -',
        '- "" current=- stable=- active=- preview=-',
        'Degraded "InvalidSpec: The Rollout "web" is invalid: spec.strategy.blueGreen.previewService: Invalid value: "none": service "none" not found" current=- stable=- active=- preview=-',
      ]),
    );
    expect(await rollout.replicaSets()).toEqual([]);
  });

  it('moves no Service while a person has paused it [j11]', async () => {
    const namespace = await contract.newNamespace();
    const rollout = await ContractRollout.release(contract.api, namespace);
    const recorder = await RolloutRecorder.start(contract.api, namespace);

    await rollout.changeSpec({ paused: true });
    await rollout.untilPhase('Paused');
    await rollout.setVersion(2);
    await rollout.until(({ status: { replicas } }) => replicas === 4);
    await rollout.changeSpec({ paused: false });
    await rollout.untilPaused();

    const steps = await recorder.stop();
    expect(steps).toEqual(
      dueSteps(steps, [
        ...LIVE,
        'Paused "manually paused" current=H1 stable=H1 active=H1 preview=H1',
        'Paused "manually paused" current=H2 stable=H1 active=H1 preview=H1',
        'Progressing "active service cutover pending" current=H2 stable=H1 active=H1 preview=H1',
        'web-preview := H2',
        'Paused "BlueGreenPause" current=H2 stable=H1 active=H1 preview=H2 pause=BlueGreenPause controllerPause',
      ]),
    );
  });
});

describeOnReal(
  'a blue-green Rollout without its AnalysisTemplate',
  'the lab runs no analysis',
  () => {
    const contract = ContractTest.register();

    it('is Degraded [j10]', async () => {
      const rollout = await ContractRollout.createBlueGreen(
        contract.api,
        await contract.newNamespace(),
        {
          blueGreen: {
            prePromotionAnalysis: { templates: [{ templateName: 'none' }] },
          },
        },
      );

      const { status } = await rollout.untilPhase('Degraded');

      expect(status.message).toMatch(
        /^InvalidSpec: The Rollout "web" is invalid: spec\.strategy\.blueGreen\.prePromotionAnalysis\.templates/,
      );
    });
  },
);
