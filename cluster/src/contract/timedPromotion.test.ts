import { setTimeout } from 'timers/promises';
import { ContractRollout } from './support/ContractRollout';
import { ContractTest } from './support/ContractTest';
import { dueSteps } from './support/dueSteps';
import { RolloutRecorder } from './support/RolloutRecorder';

jest.setTimeout(60_000);

const SECONDS = 4;

describe('a timed promotion', () => {
  const contract = ContractTest.register();
  const blueGreen = {
    autoPromotionEnabled: null,
    autoPromotionSeconds: SECONDS,
  };

  it('starts anew when somebody clears its pause [b1]', async () => {
    const namespace = await contract.newNamespace();
    const options = { blueGreen };
    const rollout = await ContractRollout.releaseAndPause(
      contract.api,
      namespace,
      options,
    );
    const first = startOf(await rollout.read());
    const recorder = await RolloutRecorder.start(contract.api, namespace);

    // Times have whole seconds: only in the next one can they differ.
    await setTimeout(Math.max(first + 1_000 - Date.now(), 0));
    await rollout.patchStatus({ pauseConditions: null });
    const second = startOf(await rollout.untilPaused());
    await rollout.untilPhase('Healthy');

    expect(second).toBeGreaterThan(first);
    expect(Date.now()).toBeGreaterThanOrEqual(second + SECONDS * 1_000);
    const steps = await recorder.stop();
    expect(steps).toEqual(
      dueSteps(steps, [
        'web-active := H1',
        'web-preview := H2',
        'Paused "BlueGreenPause" current=H2 stable=H1 active=H1 preview=H2 pause=BlueGreenPause controllerPause',
        'Paused "BlueGreenPause" current=H2 stable=H1 active=H1 preview=H2 controllerPause',
        'Progressing "active service cutover pending" current=H2 stable=H1 active=H1 preview=H2 controllerPause',
        'Progressing "active service cutover pending" current=H2 stable=H1 active=H1 preview=H2',
        'Paused "BlueGreenPause" current=H2 stable=H1 active=H1 preview=H2 pause=BlueGreenPause controllerPause',
        'web-active := H2',
        'Healthy "" current=H2 stable=H2 active=H2 preview=H2',
      ]),
    );
  });

  it('does not keep a full promotion waiting [b2]', async () => {
    const rollout = await ContractRollout.releaseAndPause(
      contract.api,
      await contract.newNamespace(),
      { blueGreen: { ...blueGreen, autoPromotionSeconds: 600 } },
    );

    await rollout.patchStatus({ promoteFull: true });
    const { status } = await rollout.untilPhase('Healthy');

    expect(status.blueGreen.activeSelector).toBe(status.currentPodHash);
  });

  it('is none where a person has to approve [b3]', async () => {
    const namespace = await contract.newNamespace();
    const waiting = await ContractRollout.releaseAndPause(
      contract.api,
      namespace,
      { blueGreen: { autoPromotionEnabled: false, autoPromotionSeconds: 1 } },
    );
    const timed = await ContractRollout.releaseAndPause(
      contract.api,
      namespace,
      { name: 'timed', blueGreen },
    );

    await timed.untilPhase('Healthy');
    const stillPaused = await waiting.read();
    await waiting.patchStatus({ pauseConditions: null });
    await waiting.untilPhase('Healthy');

    expect(stillPaused.status.phase).toBe('Paused');
  });
});

function startOf({
  status,
}: Awaited<ReturnType<ContractRollout['read']>>): number {
  return Date.parse(status.pauseConditions[0].startTime);
}
