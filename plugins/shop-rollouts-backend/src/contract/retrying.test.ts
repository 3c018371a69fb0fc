import { ContractSide, openContractSide } from '@shop-portal/cluster';
import { TestPortal } from '../__testUtils__/TestPortal';
import { Stage } from './__testUtils__/Stage';
import { StagedRollout } from './__testUtils__/StagedRollout';
import { VERSIONS } from './__testUtils__/versions';

/** Both show the same moment: a retry while the aborted release still runs. */
describe.each(VERSIONS)('A retry at once on Rollouts %s', version => {
  const goesLive = version === '1.9.2';
  const outcome = goesLive
    ? 'is said to go live without waiting, and does'
    : 'is not warned of, and waits again';
  let side: ContractSide;
  let stage: Stage;
  let rollout: StagedRollout;
  let portal: TestPortal;

  beforeAll(async () => {
    side = await openContractSide();
    stage = await Stage.open(await side.cluster(version));
    rollout = await stage.release('storefront');
    portal = await stage.startPortal([rollout], {
      rolloutsVersion: `v${version}`,
    });
  });

  afterAll(async () => {
    await stage.close();
    await side.close();
  });

  it(`${outcome}`, async () => {
    const { seen, target } = rollout.press(await rollout.deploy('9f31c02'));
    await portal.act('abort', { seen, target });
    const aborted = await portal.untilRollout(
      ({ state, operation, preview }) =>
        state === 'aborted' &&
        operation?.phase === 'done' &&
        preview?.scaleDownAt !== undefined,
      stage.environment,
    );
    expect(aborted.preview?.replicas.total).toBeGreaterThan(0);
    expect(isWithinHalfAMinute(aborted.preview?.scaleDownAt)).toBe(true);
    expect(aborted.retryGoesLiveUntil).toBe(
      goesLive ? aborted.preview?.scaleDownAt : undefined,
    );

    expect((await portal.act('retry', aborted)).status).toBe(202);

    const after = await portal.untilRollout(
      ({ operation, state }) =>
        operation?.action === 'retry' &&
        operation.phase === 'done' &&
        ['waiting', 'live', 'go-back-window'].includes(state),
      stage.environment,
    );
    expect(after).toMatchObject(
      goesLive
        ? { phase: 'Healthy', live: { tag: '9f31c02', hash: seen.podHash } }
        : {
            phase: 'Paused',
            live: { tag: '826a72c4' },
            preview: { tag: '9f31c02', hash: seen.podHash },
          },
    );
    expect(await rollout.liveHash()).toBe(
      goesLive ? seen.podHash : seen.stableHash,
    );
  });
});

function isWithinHalfAMinute(time = ''): boolean {
  const left = Date.parse(time) - Date.now();
  return left > 15_000 && left <= 31_000;
}
