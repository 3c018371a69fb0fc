import { ContractSide, openContractSide } from '@shop-portal/cluster';
import { RolloutObject } from '@shop-portal/plugin-shop-rollouts-common';
import { operationOf, TestPortal } from '../__testUtils__/TestPortal';
import { Stage } from './__testUtils__/Stage';
import { StagedRollout } from './__testUtils__/StagedRollout';
import { VERSIONS } from './__testUtils__/versions';

const NAMES = [
  'promoted',
  'skipped',
  'aborted',
  'overtaken',
  'repeated',
  'guarded',
];

describe.each(VERSIONS)('Actions of the portal on Rollouts %s', version => {
  let side: ContractSide;
  let stage: Stage;
  let portal: TestPortal;
  const rollouts = new Map<string, StagedRollout>();
  const paused = new Map<string, RolloutObject>();

  beforeAll(async () => {
    side = await openContractSide();
    stage = await Stage.open(await side.cluster(version));
    await Promise.all(
      NAMES.map(async name => {
        const rollout = await stage.release(name, {
          blueGreen: { abortScaleDownDelaySeconds: 1 },
        });
        rollouts.set(name, rollout);
        paused.set(name, await rollout.deploy('9f31c02'));
      }),
    );
    portal = await stage.startPortal([...rollouts.values()]);
  }, 60_000);

  afterAll(async () => {
    await stage.close();
    await side.close();
  });

  /** The Rollout of this name, and how it waited. */
  function find(name: string) {
    const rollout = rollouts.get(name);
    const before = paused.get(name);
    if (!rollout || !before) {
      throw new Error(`${name} was not released`);
    }
    return { rollout, before, ...rollout.press(before) };
  }

  const untilView = (
    name: string,
    holds: Parameters<TestPortal['untilRollout']>[0],
  ) => portal.untilRollout(holds, stage.environment, name);

  const act = (
    action: Parameters<TestPortal['act']>[0],
    name: string,
    press: Parameters<TestPortal['act']>[1] = find(name),
  ) => portal.act(action, press, { entityRef: find(name).rollout.entityRef });

  it('start from a Rollout that is shown as it waits', async () => {
    const { seen } = find('guarded');
    const view = await untilView(
      'guarded',
      ({ state, preview }) =>
        state === 'waiting' && preview?.replicas.ready === 2,
    );

    expect(view).toMatchObject({
      phase: 'Paused',
      message: 'BlueGreenPause',
      claimed: true,
      seen,
      live: {
        tag: '826a72c4',
        hash: seen.stableHash,
        replicas: { desired: 2, ready: 2 },
      },
      preview: {
        tag: '9f31c02',
        hash: seen.podHash,
        replicas: { desired: 2, ready: 2 },
      },
    });
    expect(view.preview?.pods.map(({ ready }) => ready)).toEqual([true, true]);
    expect(
      view.actions.filter(({ possible }) => possible).map(a => a.action),
    ).toEqual(['promote', 'promote-full', 'abort']);
  });

  it.each([
    ['promote', 'promoted'],
    ['promote-full', 'skipped'],
  ] as const)('follow %s until it is live', async (action, name) => {
    const { rollout, seen } = find(name);

    const response = await act(action, name);

    expect(response.status).toBe(202);
    const { id } = operationOf(response);
    const view = await untilView(
      name,
      ({ operation }) => operation?.id === id && operation.phase === 'done',
    );
    expect(stepsOf(view.operation)).toEqual(['accepted', 'taken', 'done']);
    expect(view.live?.tag).toBe('9f31c02');
    const now = await rollout.until(
      ({ status }) => status?.phase === 'Healthy',
    );
    expect(now.status?.stableRS).toBe(seen.podHash);
    expect(await rollout.liveHash()).toBe(seen.podHash);
  });

  it('follow an abort, and a retry that waits again once the preview is down', async () => {
    const { rollout, seen } = find('aborted');

    const response = await act('abort', 'aborted');

    expect(response.status).toBe(202);
    const aborted = await untilView(
      'aborted',
      ({ operation }) =>
        operation?.action === 'abort' && operation.phase === 'done',
    );
    expect(aborted).toMatchObject({
      state: 'aborted',
      live: { tag: '826a72c4', hash: seen.stableHash },
    });
    expect(await rollout.liveHash()).toBe(seen.stableHash);

    const down = await untilView(
      'aborted',
      ({ preview }) => (preview?.replicas.total ?? 0) === 0,
    );
    expect(down.retryGoesLiveUntil).toBeUndefined();
    expect((await act('retry', 'aborted', down)).status).toBe(202);
    const again = await untilView(
      'aborted',
      ({ operation, state }) =>
        operation?.action === 'retry' &&
        operation.phase === 'done' &&
        state === 'waiting',
    );
    expect(again.preview).toMatchObject({ tag: '9f31c02' });
    expect(await rollout.liveHash()).toBe(seen.stableHash);
  });

  it('refuse what was meant for an older release', async () => {
    const { rollout, seen } = find('overtaken');
    await rollout.deploy('1b7d9aa');
    await untilView('overtaken', ({ preview }) => preview?.tag === '1b7d9aa');

    const response = await act('promote', 'overtaken');

    expect(response.status).toBe(409);
    expect(response.body.error).toMatchObject({
      name: 'StateChangedError',
      message: expect.stringContaining('You looked at 9f31c02'),
    });
    expect(response.body.current.seen.podHash).not.toBe(seen.podHash);
    expect(await rollout.liveHash()).toBe(seen.stableHash);
  });

  it('refuse a press for a template that the controller has not seen', async () => {
    const { rollout, before, seen } = find('guarded');
    await rollout.setTag('1b7d9aa');
    const { metadata } = await rollout.until(
      ({ metadata: { generation } }) =>
        Number(generation) > Number(before.metadata.generation),
    );
    expect(metadata.uid).toBe(seen.uid);

    const response = await act('promote', 'guarded');

    expect(response.status).toBe(409);
    expect(await rollout.liveHash()).toBe(seen.stableHash);
  });

  it('happen once when the same state is pressed twice', async () => {
    const responses = await Promise.all([
      act('promote', 'repeated'),
      act('promote', 'repeated'),
    ]);

    expect(responses.map(({ status }) => status).sort()).toEqual([202, 409]);
    const lost = responses.find(({ status }) => status === 409);
    expect(lost?.body.by).toMatchObject({ action: 'promote' });
    await untilView('repeated', ({ operation }) => operation?.phase === 'done');
  });
});

describe.each(VERSIONS)('Rights of the portal on Rollouts %s', version => {
  let side: ContractSide;
  let stage: Stage;

  beforeAll(async () => {
    side = await openContractSide();
    stage = await Stage.open(await side.cluster(version));
  });

  afterAll(async () => {
    await stage.close();
    await side.close();
  });

  it('are told in plain words where the cluster refuses', async () => {
    const rollout = await stage.release('storefront');
    const press = rollout.press(await rollout.deploy('9f31c02'));
    const portal = await stage.startPortal([rollout], {
      writingToken: stage.cluster.tokens.reader,
    });

    const response = await portal.act('promote', press);

    expect(response.status).toBe(502);
    expect(response.body.error.message).toBe(
      `The cluster refused it: the portal may not patch rollouts in ${stage.cluster.name}. Ask a platform engineer.`,
    );
    const { recentOperations } = await portal.delivery();
    expect(recentOperations[0]).toMatchObject({ phase: 'refused' });
    expect(await rollout.liveHash()).toBe(press.seen.stableHash);
  });

  it('need no more than to patch the status', async () => {
    const rollout = await stage.release('discounts');
    const press = rollout.press(await rollout.deploy('9f31c02'));
    const portal = await stage.startPortal([rollout], {
      writingToken: stage.cluster.tokens.promoter,
    });

    const response = await portal.act('promote', press, {
      entityRef: rollout.entityRef,
    });

    expect(response.status).toBe(202);
    await portal.untilRollout(
      ({ operation }) => operation?.phase === 'done',
      stage.environment,
      rollout.name,
    );
    expect(await rollout.liveHash()).toBe(press.seen.podHash);
  });
});

/** What is recorded but for a nudge, which depends on the controller's luck. */
function stepsOf(operation: { steps: Array<{ phase: string }> } | undefined) {
  return operation?.steps
    .map(({ phase }) => phase)
    .filter(phase => phase !== 'nudged');
}
