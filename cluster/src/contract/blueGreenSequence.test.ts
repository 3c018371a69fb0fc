import {
  ContractRollout,
  SCALE_DOWN_DEADLINE,
} from './support/ContractRollout';
import { ContractTest, ROLLOUTS_VERSIONS } from './support/ContractTest';
import { dueSteps, optional } from './support/dueSteps';
import { RolloutRecorder } from './support/RolloutRecorder';

jest.setTimeout(120_000);

describe.each(ROLLOUTS_VERSIONS)('blue-green on Rollouts %s', version => {
  const contract = ContractTest.register(version);

  it('goes through the same steps from creation over a pause to promotion [j1] [j2] [j3] [j4]', async () => {
    const namespace = await contract.newNamespace();
    const recorder = await RolloutRecorder.start(contract.api, namespace);
    const rollout = await ContractRollout.releaseAndPause(
      contract.api,
      namespace,
      { spec: { replicas: 3 } },
    );
    const paused = await rollout.read();

    expect((await rollout.promote(paused)).status).toBe(200);
    await rollout.untilPhase('Healthy');

    const steps = await recorder.stop();
    expect(steps).toEqual(
      dueSteps(steps, [
        'web-active := -',
        'web-preview := -',
        '- "" current=- stable=- active=- preview=-',
        'web-preview := H1',
        'Progressing "more replicas need to be updated" current=H1 stable=H1 active=- preview=H1',
        optional(
          'Progressing "updated replicas are still becoming available" current=H1 stable=H1 active=- preview=H1',
        ),
        'web-active := H1',
        'Healthy "" current=H1 stable=H1 active=H1 preview=H1',
        'web-preview := H2',
        'Progressing "more replicas need to be updated" current=H2 stable=H1 active=H1 preview=H2',
        optional(
          'Progressing "active service cutover pending" current=H2 stable=H1 active=H1 preview=H2',
        ),
        'Paused "BlueGreenPause" current=H2 stable=H1 active=H1 preview=H2 pause=BlueGreenPause controllerPause',
        'Paused "BlueGreenPause" current=H2 stable=H1 active=H1 preview=H2 controllerPause',
        'Progressing "active service cutover pending" current=H2 stable=H1 active=H1 preview=H2 controllerPause',
        'web-active := H2',
        'Healthy "" current=H2 stable=H2 active=H2 preview=H2',
      ]),
    );
    const old = await rollout.untilReplicaSet(
      paused.status.stableRS,
      ({ metadata }) => SCALE_DOWN_DEADLINE in metadata.annotations,
    );
    expect(old.spec.replicas).toBe(3);
  });

  it('shows the status of the live version while the new one waits [j5] [j6] [j7]', async () => {
    const rollout = await ContractRollout.releaseAndPause(
      contract.api,
      await contract.newNamespace(),
      { spec: { replicas: 3 } },
    );

    const { metadata, status } = await rollout.until(
      ({ status: { replicas } }) => replicas === 6,
    );

    expect(status).toMatchObject({
      replicas: 6,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      observedGeneration: String(metadata.generation),
      canary: {},
      pauseConditions: [
        {
          reason: 'BlueGreenPause',
          startTime: expect.stringMatching(/^[-\d]{10}T[:\d]{8}Z$/),
        },
      ],
    });
  });

  it('says nothing new while it has not seen the new template [j8]', async () => {
    const namespace = await contract.newNamespace();
    const rollout = await ContractRollout.release(contract.api, namespace);
    const before = await rollout.read();

    const changed = await rollout.setVersion(2);

    expect(changed.metadata.generation).toBe(
      Number(before.metadata.generation) + 1,
    );
    expect(changed.status).toEqual(before.status);
  });

  it('waits for no one where nobody has to approve', async () => {
    const namespace = await contract.newNamespace();
    const rollout = await ContractRollout.release(contract.api, namespace, {
      blueGreen: { autoPromotionEnabled: true },
    });
    const recorder = await RolloutRecorder.start(contract.api, namespace);

    await rollout.untilPhase('Healthy', await rollout.setVersion(2));

    const steps = await recorder.stop();
    expect(steps).toEqual(
      dueSteps(steps, [
        'web-preview := H1',
        'web-active := H1',
        'Healthy "" current=H1 stable=H1 active=H1 preview=H1',
        'web-preview := H2',
        'Progressing "more replicas need to be updated" current=H2 stable=H1 active=H1 preview=H2',
        optional(
          'Progressing "active service cutover pending" current=H2 stable=H1 active=H1 preview=H2',
        ),
        'web-active := H2',
        'Healthy "" current=H2 stable=H2 active=H2 preview=H2',
      ]),
    );
  });
});
