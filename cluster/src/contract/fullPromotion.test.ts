import { ContractRollout } from './support/ContractRollout';
import { ContractTest } from './support/ContractTest';
import { dueSteps, optional } from './support/dueSteps';
import { RolloutRecorder } from './support/RolloutRecorder';
import { RolloutView } from './support/schemas';

jest.setTimeout(60_000);

const START = [
  'web-active := H1',
  'web-preview := H2',
  'Paused "BlueGreenPause" current=H2 stable=H1 active=H1 preview=H2 pause=BlueGreenPause controllerPause',
];

describe('a full promotion', () => {
  const contract = ContractTest.register();
  let rollout: ContractRollout;
  let recorder: RolloutRecorder;

  /** Version 2 waits at its preview; what happens from now on is recorded. */
  async function pause(): Promise<RolloutView> {
    const namespace = await contract.newNamespace();
    rollout = await ContractRollout.releaseAndPause(contract.api, namespace);
    recorder = await RolloutRecorder.start(contract.api, namespace);
    return rollout.read();
  }

  it('goes live at once', async () => {
    await pause();
    await rollout.patchStatus({ promoteFull: true });
    await rollout.untilPhase('Healthy');

    const steps = await recorder.stop();
    expect(steps).toEqual(
      dueSteps(steps, [
        ...START,
        'Paused "BlueGreenPause" current=H2 stable=H1 active=H1 preview=H2 pause=BlueGreenPause controllerPause promoteFull',
        'web-active := H2',
        'Healthy "" current=H2 stable=H2 active=H2 preview=H2',
      ]),
    );
  });

  it('takes an abort away that comes later, and goes on [d1]', async () => {
    const namespace = await contract.newNamespace();
    rollout = await ContractRollout.release(contract.api, namespace);
    recorder = await RolloutRecorder.start(contract.api, namespace);
    await rollout.setVersion(2, { neverReady: true });
    await rollout.until(({ status: { replicas } }) => replicas === 4);

    await rollout.patchStatus({ promoteFull: true });
    await rollout.patchStatus({ abort: true });
    await rollout.until(({ status: { abort } }) => !abort);

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
        'Progressing "active service cutover pending" current=H2 stable=H1 active=H1 preview=H2 promoteFull',
        'Progressing "active service cutover pending" current=H2 stable=H1 active=H1 preview=H2 abort promoteFull',
        'Progressing "active service cutover pending" current=H2 stable=H1 active=H1 preview=H2 promoteFull',
      ]),
    );
  });

  it('takes away an abort that came before [d2]', async () => {
    await pause();
    await rollout.patchStatus({ abort: true });
    await rollout.untilPhase('Degraded');
    await rollout.patchStatus({ promoteFull: true });
    await rollout.untilPhase('Healthy');

    const steps = await recorder.stop();
    expect(steps).toEqual(
      dueSteps(steps, [
        ...START,
        'Paused "BlueGreenPause" current=H2 stable=H1 active=H1 preview=H2 pause=BlueGreenPause controllerPause abort',
        'Degraded "RolloutAborted: Rollout aborted update to revision 2" current=H2 stable=H1 active=H1 preview=H2 abort',
        'Degraded "RolloutAborted: Rollout aborted update to revision 2" current=H2 stable=H1 active=H1 preview=H2 abort promoteFull',
        'Degraded "RolloutAborted: Rollout aborted update to revision 2" current=H2 stable=H1 active=H1 preview=H2 promoteFull',
        'Progressing "active service cutover pending" current=H2 stable=H1 active=H1 preview=H2 promoteFull',
        'web-active := H2',
        'Healthy "" current=H2 stable=H2 active=H2 preview=H2',
      ]),
    );
  });

  it('can be exchanged for an abort in one patch [d3]', async () => {
    const namespace = await contract.newNamespace();
    rollout = await ContractRollout.release(contract.api, namespace);
    await rollout.setVersion(2, { neverReady: true });
    await rollout.until(({ status: { replicas } }) => replicas === 4);
    await rollout.patchStatus({ promoteFull: true });

    await rollout.patchStatus({ abort: true, promoteFull: null });
    const { status } = await rollout.untilPhase('Degraded');

    expect(status).toMatchObject({ abort: true, promoteFull: false });
    expect(await rollout.selected('active')).toBe(status.stableRS);
  });

  it('is taken away from what is healthy, and not kept for later [d4]', async () => {
    const namespace = await contract.newNamespace();
    rollout = await ContractRollout.release(contract.api, namespace);

    await rollout.patchStatus({ promoteFull: true });
    const healthy = await rollout.until(
      ({ status: { promoteFull } }) => !promoteFull,
    );
    await rollout.setVersion(2);
    const paused = await rollout.untilPaused();

    expect(healthy.status.phase).toBe('Healthy');
    expect(paused.status).toMatchObject({
      phase: 'Paused',
      promoteFull: false,
    });
  });
});
