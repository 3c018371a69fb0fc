import { describeOnReal } from '../side/describeOnReal';
import { ContractRollout, HASH_LABEL } from './support/ContractRollout';
import { ContractTest, ROLLOUTS_VERSIONS } from './support/ContractTest';
import { ReplicaSetView, RolloutView } from './support/schemas';

jest.setTimeout(120_000);

const REVISION = 'rollout.argoproj.io/revision';

describe.each(ROLLOUTS_VERSIONS)('an undo on %s', version => {
  const contract = ContractTest.register(version);

  /** Two versions have been live; returns what each looked like. */
  async function releaseTwo(
    blueGreen = {},
  ): Promise<[ContractRollout, RolloutView, RolloutView]> {
    const namespace = await contract.newNamespace();
    const options = { blueGreen: { autoPromotionEnabled: true, ...blueGreen } };
    const rollout = await ContractRollout.release(
      contract.api,
      namespace,
      options,
    );
    const first = await rollout.read();
    await rollout.setVersion(2);
    const second = await rollout.untilPhase('Healthy', first);
    await rollout.changeSpec({
      strategy: { blueGreen: { autoPromotionEnabled: false } },
    });
    return [rollout, first, second];
  }

  it(`to a version whose pods are still there ${
    version === '1.9.2' ? 'does not pause' : 'need not pause'
  } [e1]`, async () => {
    const [rollout, first, second] = await releaseTwo();
    const { currentPodHash: hash } = first.status;

    await rollout.undoTo(await rollout.replicaSet(hash));
    const { status } = await rollout.until(
      ({ status: { stableRS, currentPodHash, pauseConditions } }) =>
        stableRS === hash ||
        (currentPodHash === hash && pauseConditions.length > 0),
    );

    // 1.10.0 does either; nobody may rely on it.
    const isLive = status.stableRS === hash;
    expect(isLive || version !== '1.9.2').toBe(true);
    expect(await rollout.selected('active')).toBe(
      isLive ? hash : second.status.currentPodHash,
    );
    expect(await rollout.replicaSets()).toHaveLength(2);
  });

  it('to a version without pods takes its hash, and pauses [e2]', async () => {
    const [rollout, first, second] = await releaseTwo({
      scaleDownDelaySeconds: 1,
    });
    const { currentPodHash: hash } = first.status;
    const old = await rollout.untilReplicaSet(
      hash,
      ({ spec, status }) => spec.replicas === 0 && status.replicas === 0,
    );
    await rollout.until(({ status: { replicas } }) => replicas === 2);

    await rollout.undoTo(old);
    const { metadata, status } = await rollout.untilPaused(second);

    expect(status).toMatchObject({
      phase: 'Paused',
      currentPodHash: hash,
      stableRS: second.status.currentPodHash,
    });
    expect(metadata.annotations[REVISION]).toBe('3');
    expect((await rollout.replicaSet(hash)).metadata.annotations).toMatchObject(
      { [REVISION]: '3' },
    );
    expect(await rollout.replicaSets()).toHaveLength(2);
  });

  it('to the live version while another waits is done at once [e3]', async () => {
    const rollout = await ContractRollout.releaseAndPause(
      contract.api,
      await contract.newNamespace(),
    );
    const paused = await rollout.read();
    const { stableRS } = paused.status;

    await rollout.undoTo(await rollout.replicaSet(stableRS));
    const { status } = await rollout.untilPhase('Healthy', paused);

    expect(status).toMatchObject({
      currentPodHash: stableRS,
      blueGreen: { activeSelector: stableRS, previewSelector: stableRS },
    });
    expect(await rollout.selected('preview')).toBe(stableRS);
  });
});

describeOnReal(
  'an undo where labels are injected into templates',
  'the lab injects none',
  () => {
    describe.each(ROLLOUTS_VERSIONS)('on %s', version => {
      const contract = ContractTest.register(version);
      let rollout: ContractRollout;

      /** Version 2 waits at its preview. */
      async function pause(): Promise<RolloutView> {
        rollout = await ContractRollout.releaseAndPause(
          contract.api,
          await contract.newNamespace(),
          {
            blueGreen: {
              activeMetadata: { labels: { role: 'active' } },
              previewMetadata: { labels: { role: 'preview' } },
            },
          },
        );
        return rollout.read();
      }

      function untilRole(
        hash: string,
        role: string | undefined,
      ): Promise<ReplicaSetView> {
        return rollout.untilReplicaSet(
          hash,
          ({ spec }) => spec.template.metadata.labels.role === role,
        );
      }

      it('finds them in the active and the preview one only [e4]', async () => {
        const { status } = await pause();
        await untilRole(status.stableRS, 'active');
        await untilRole(status.currentPodHash, 'preview');

        await rollout.patchStatus({ pauseConditions: null });
        await rollout.untilPhase('Healthy');

        await untilRole(status.currentPodHash, 'active');
        const { spec } = await untilRole(status.stableRS, undefined);
        expect(spec.template.metadata.labels).toEqual({
          app: 'web',
          [HASH_LABEL]: status.stableRS,
        });
      });

      it('with them is another version, and pauses [e5]', async () => {
        const paused = await pause();
        const { stableRS } = paused.status;

        await rollout.undoTo(await untilRole(stableRS, 'active'));
        const { status } = await rollout.untilPaused(paused);

        expect(status.currentPodHash).not.toBe(stableRS);
        expect(status.stableRS).toBe(stableRS);
        expect(await rollout.replicaSets()).toHaveLength(3);
      });

      it('without them is the version that it was [e6]', async () => {
        const paused = await pause();
        const { stableRS } = paused.status;
        const stable = await untilRole(stableRS, 'active');

        await rollout.undoTo(stable, { without: ['role'] });
        const { status } = await rollout.untilPhase('Healthy', paused);

        expect(status.currentPodHash).toBe(stableRS);
        expect(await rollout.replicaSets()).toHaveLength(2);
      });
    });
  },
);
