import {
  ContractRollout,
  SCALE_DOWN_DEADLINE,
} from './support/ContractRollout';
import { ContractTest } from './support/ContractTest';
import { ReplicaSetView, RolloutView } from './support/schemas';

jest.setTimeout(60_000);

describe('after a promotion the old ReplicaSet', () => {
  const contract = ContractTest.register();

  /** Goes live with the next version, without asking anybody. */
  async function update(
    rollout: ContractRollout,
    version: number,
  ): Promise<RolloutView> {
    const before = await rollout.setVersion(version);
    return rollout.untilPhase('Healthy', before);
  }

  function release(blueGreen: object): Promise<ContractRollout[]> {
    return Promise.all(
      ['web', 'reference'].map(async name =>
        ContractRollout.release(contract.api, await contract.newNamespace(), {
          name,
          blueGreen: {
            autoPromotionEnabled: true,
            ...(name === 'web' ? blueGreen : { scaleDownDelaySeconds: 1 }),
          },
        }),
      ),
    );
  }

  it('stays for ever without a delay [c1]', async () => {
    const [rollout, reference] = await release({ scaleDownDelaySeconds: 0 });
    const first = await rollout.read();
    const other = await reference.read();

    await update(rollout, 2);
    await update(rollout, 3);
    await update(reference, 2);
    await reference.untilReplicaSet(other.status.stableRS, hasNoPods);

    const replicaSets = await rollout.replicaSets();
    expect(replicaSets.map(({ spec }) => spec.replicas)).toEqual([2, 2, 2]);
    expect(replicaSets.filter(hasDeadline)).toEqual([]);
    const { status } = await rollout.until(({ status: s }) => s.replicas === 6);
    expect(status.stableRS).not.toBe(first.status.stableRS);
  });

  it('ends after the delay [c2]', async () => {
    const [rollout] = await release({ scaleDownDelaySeconds: 3 });
    const { status } = await rollout.read();
    await update(rollout, 2);
    const promoted = Date.now();

    const { metadata } = await rollout.untilReplicaSet(
      status.stableRS,
      hasDeadline,
    );
    await rollout.untilReplicaSet(status.stableRS, hasNoPods);

    const deadline = Date.parse(metadata.annotations[SCALE_DOWN_DEADLINE]);
    expect(Math.abs(deadline - promoted - 3_000)).toBeLessThan(2_000);
    expect(Date.now()).toBeGreaterThanOrEqual(deadline);
    await rollout.until(({ status: { replicas } }) => replicas === 2);
  });

  it('has half a minute where nothing else is said [c3]', async () => {
    const [rollout] = await release({});
    const { status } = await rollout.read();
    await update(rollout, 2);
    const promoted = Date.now();

    const { metadata, spec } = await rollout.untilReplicaSet(
      status.stableRS,
      hasDeadline,
    );

    const deadline = Date.parse(metadata.annotations[SCALE_DOWN_DEADLINE]);
    expect(Math.abs(deadline - promoted - 30_000)).toBeLessThan(3_000);
    expect(spec.replicas).toBe(2);
  });

  it('ends at once where more are not to stay [c4]', async () => {
    const [rollout] = await release({ scaleDownDelayRevisionLimit: 1 });
    const first = await rollout.read();
    const second = await update(rollout, 2);
    await rollout.untilReplicaSet(first.status.stableRS, hasDeadline);

    await update(rollout, 3);

    await rollout.untilReplicaSet(first.status.stableRS, hasNoPods);
    const { spec } = await rollout.untilReplicaSet(
      second.status.stableRS,
      hasDeadline,
    );
    expect(spec.replicas).toBe(2);
  });
});

function hasDeadline({ metadata }: ReplicaSetView): boolean {
  return SCALE_DOWN_DEADLINE in metadata.annotations;
}

function hasNoPods({ spec }: ReplicaSetView): boolean {
  return spec.replicas === 0;
}
