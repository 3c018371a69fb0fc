import { PATCH_REFUSED } from './support/answers';
import {
  ContractRollout,
  SCALE_DOWN_DEADLINE,
} from './support/ContractRollout';
import { ContractTest, ROLLOUTS_VERSIONS } from './support/ContractTest';
import { dueSteps, optional } from './support/dueSteps';
import { RolloutRecorder } from './support/RolloutRecorder';
import { ReplicaSetView, RolloutView } from './support/schemas';

jest.setTimeout(120_000);

const ABORTED = [
  'web-active := H1',
  'web-preview := H2',
  'Paused "BlueGreenPause" current=H2 stable=H1 active=H1 preview=H2 pause=BlueGreenPause controllerPause',
  'Paused "BlueGreenPause" current=H2 stable=H1 active=H1 preview=H2 pause=BlueGreenPause controllerPause abort',
  'Degraded "RolloutAborted: Rollout aborted update to revision 2" current=H2 stable=H1 active=H1 preview=H2 abort',
];
const RETRIED = [
  'Degraded "RolloutAborted: Rollout aborted update to revision 2" current=H2 stable=H1 active=H1 preview=H2',
  'Progressing "active service cutover pending" current=H2 stable=H1 active=H1 preview=H2',
];

describe.each(ROLLOUTS_VERSIONS)('abort and retry on %s', version => {
  const contract = ContractTest.register(version);
  let rollout: ContractRollout;
  let recorder: RolloutRecorder;

  /** Version 2 waits at its preview, and then is aborted. */
  async function abort(blueGreen = {}): Promise<RolloutView> {
    const namespace = await contract.newNamespace();
    rollout = await ContractRollout.releaseAndPause(contract.api, namespace, {
      blueGreen,
    });
    recorder = await RolloutRecorder.start(contract.api, namespace);
    await rollout.patchStatus({ abort: true });
    return rollout.untilPhase('Degraded');
  }

  it('an abort leaves the Services, and the pods for half a minute [f1] [f2]', async () => {
    const { status } = await abort();

    expect(status).toMatchObject({
      message: 'RolloutAborted: Rollout aborted update to revision 2',
      abort: true,
      abortedAt: expect.any(String),
      controllerPause: false,
      pauseConditions: [],
    });
    const { metadata } = await rollout.untilReplicaSet(
      status.currentPodHash,
      hasDeadline,
    );
    const deadline = Date.parse(metadata.annotations[SCALE_DOWN_DEADLINE]);
    expect(Math.abs(deadline - Date.now() - 30_000)).toBeLessThan(3_000);
    const steps = await recorder.stop();
    expect(steps).toEqual(dueSteps(steps, ABORTED));
  });

  it('a promotion of what is aborted is refused [f3]', async () => {
    await abort();

    expect(
      await rollout.patchStatusGuarded([
        { op: 'remove', path: '/status/pauseConditions' },
      ]),
    ).toEqual(PATCH_REFUSED);
  });

  it(`a retry at once ${
    version === '1.9.2' ? 'goes live without a pause' : 'pauses again'
  } [f4] [f6]`, async () => {
    const aborted = await abort();
    await rollout.untilReplicaSet(aborted.status.currentPodHash, hasDeadline);

    const { status } = await rollout.patchStatusGuarded([
      { op: 'test', path: '/metadata/uid', value: aborted.metadata.uid },
      { op: 'test', path: '/status/abort', value: true },
      { op: 'remove', path: '/status/abort' },
    ]);

    expect(status).toBe(200);
    if (version === '1.9.2') {
      await rollout.untilPhase('Healthy');
    } else {
      await rollout.untilPaused();
    }
    const steps = await recorder.stop();
    expect(steps).toEqual(
      dueSteps(steps, [
        ...ABORTED,
        ...RETRIED,
        ...(version === '1.9.2'
          ? [
              'web-active := H2',
              'Healthy "" current=H2 stable=H2 active=H2 preview=H2',
            ]
          : [
              'Paused "BlueGreenPause" current=H2 stable=H1 active=H1 preview=H2 pause=BlueGreenPause controllerPause',
            ]),
      ]),
    );
  });

  it('a retry pauses again when the pods are gone [f2] [f5]', async () => {
    const aborted = await abort({ abortScaleDownDelaySeconds: 1 });
    const { currentPodHash, stableRS } = aborted.status;
    await rollout.untilReplicaSet(
      currentPodHash,
      ({ spec, status }) => spec.replicas === 0 && status.replicas === 0,
    );
    await rollout.until(({ status: { replicas } }) => replicas === 2);

    await rollout.patchStatus({ abort: null });
    const { status } = await rollout.untilPaused();

    expect(status).toMatchObject({ currentPodHash, stableRS, abort: false });
    expect(await rollout.selected('active')).toBe(stableRS);
  });

  it('an abort after the promotion is taken away, and does nothing [f7]', async () => {
    const namespace = await contract.newNamespace();
    rollout = await ContractRollout.release(contract.api, namespace);
    const { status: before } = await rollout.read();

    await rollout.patchStatus({ abort: true });
    const { status } = await rollout.until(({ status: s }) => !s.abort);

    expect(status).toMatchObject({
      phase: 'Healthy',
      currentPodHash: before.currentPodHash,
      blueGreen: before.blueGreen,
    });
  });

  it('a new version ends an abort, and so does the way back [f8]', async () => {
    const aborted = await abort();
    await rollout.setVersion(3);
    await rollout.untilPaused(aborted);
    await rollout.patchStatus({ abort: true });
    const again = await rollout.untilPhase('Degraded');
    await rollout.setVersion(1);
    await rollout.untilPhase('Healthy', again);

    const steps = await recorder.stop();
    expect(steps).toEqual(
      dueSteps(steps, [
        ...ABORTED,
        'Progressing "active service cutover pending" current=H2 stable=H1 active=H1 preview=H2 abort',
        'web-preview := H3',
        'Progressing "more replicas need to be updated" current=H3 stable=H1 active=H1 preview=H3',
        optional(
          'Progressing "active service cutover pending" current=H3 stable=H1 active=H1 preview=H3',
        ),
        'Paused "BlueGreenPause" current=H3 stable=H1 active=H1 preview=H3 pause=BlueGreenPause controllerPause',
        'Paused "BlueGreenPause" current=H3 stable=H1 active=H1 preview=H3 pause=BlueGreenPause controllerPause abort',
        'Degraded "RolloutAborted: Rollout aborted update to revision 3" current=H3 stable=H1 active=H1 preview=H3 abort',
        'web-preview := H1',
        'Healthy "" current=H1 stable=H1 active=H1 preview=H1',
      ]),
    );
  });
});

function hasDeadline({ metadata }: ReplicaSetView): boolean {
  return SCALE_DOWN_DEADLINE in metadata.annotations;
}
