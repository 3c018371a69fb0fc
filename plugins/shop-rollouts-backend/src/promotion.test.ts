import { LabCluster } from './__testUtils__/LabCluster';
import { DANA, OLGA, PIET } from './__testUtils__/people';
import { operationOf, TestPortal } from './__testUtils__/TestPortal';

const CLAIM = 'component:default/storefront';

describe('Promotion against a cluster', () => {
  let cluster: LabCluster;
  let portal: TestPortal;

  beforeEach(async () => {
    cluster = await LabCluster.start('shop-prod');
    await cluster.release({ claim: CLAIM });
    await cluster.deploy('9f31c02');
    portal = await TestPortal.start({ clusters: [cluster] });
    await portal.untilRollout(view => view.state === 'waiting');
  });

  afterEach(async () => {
    await portal.stop();
    await cluster.stop();
  });

  it('is followed from the press until the new release is live', async () => {
    const waiting = await portal.rollout();
    expect(waiting).toMatchObject({
      phase: 'Paused',
      live: { tag: '826a72c4' },
      preview: { tag: '9f31c02' },
      claimed: true,
    });

    const response = await portal.act('promote', waiting, {
      reason: 'all checks pass',
    });

    expect(response.status).toBe(202);
    expect(operationOf(response)).toMatchObject({
      entityRef: CLAIM,
      environment: 'prod',
      action: 'promote',
      phase: 'accepted',
      requestedBy: OLGA,
      reason: 'all checks pass',
      from: { tag: '826a72c4' },
      to: { tag: '9f31c02' },
    });
    const live = await portal.untilRollout(
      view => view.operation?.phase === 'done',
    );
    expect(live).toMatchObject({
      phase: 'Healthy',
      live: { tag: '9f31c02' },
      operation: {
        steps: [{ phase: 'accepted' }, { phase: 'taken' }, { phase: 'done' }],
      },
    });
    expect(cluster.status().stableRS).toBe(waiting.seen.podHash);
    expect(portal.audited).toEqual([
      {
        eventId: 'rollout-action',
        severityLevel: 'medium',
        outcome: 'succeeded',
        meta: {
          cluster: 'shop-prod',
          namespace: 'ecommerce',
          name: 'storefront',
          actionType: 'promote',
          entityRef: CLAIM,
          reason: 'all checks pass',
          operationId: operationOf(response).id,
        },
      },
    ]);
  });

  it('happens once when two people press at the same time', async () => {
    const waiting = await portal.rollout();

    const responses = await Promise.all([
      portal.act('promote', waiting, { user: OLGA }),
      portal.act('promote', waiting, { user: PIET }),
    ]);

    const [won] = responses.filter(({ status }) => status === 202);
    const [lost, ...rest] = responses.filter(({ status }) => status === 409);
    expect(rest).toEqual([]);
    const winner = operationOf(won).requestedBy;
    expect(lost.body).toMatchObject({
      error: { name: 'StateChangedError' },
      by: { requestedBy: winner, action: 'promote' },
      current: { target: waiting.target },
    });
    expect(lost.body.error.message).toContain('Nothing was done twice.');
    const { recentOperations } = await portal.untilDelivery(delivery =>
      delivery.recentOperations.some(({ phase }) => phase === 'done'),
    );
    expect(recentOperations.map(({ phase }) => phase).sort()).toEqual([
      'done',
      'refused',
    ]);
  });

  it('names the first person also to somebody who presses much later', async () => {
    const waiting = await portal.rollout();
    await portal.act('promote', waiting, { user: PIET });
    await portal.untilRollout(view => view.phase === 'Healthy');

    const late = await portal.act('promote', waiting, { user: OLGA });

    expect(late.status).toBe(409);
    expect(late.body.by).toMatchObject({ requestedBy: PIET });
    expect(late.body.current).toMatchObject({ phase: 'Healthy' });
  });

  it('is refused when a newer release came after the person looked', async () => {
    const waiting = await portal.rollout();
    await cluster.deploy('1b7d9aa');
    await cluster.until(
      () => cluster.status().currentPodHash !== waiting.seen.podHash,
    );

    const response = await portal.act('promote', waiting);

    expect(response.status).toBe(409);
    expect(response.body.by).toBeUndefined();
    expect(response.body.error.message).toContain('You looked at 9f31c02');
    expect(cluster.status().stableRS).toBe(waiting.seen.stableHash);
  });

  it('is nudged once when the controller lost it, and then goes live', async () => {
    const waiting = await portal.rollout();
    cluster.faults.set({ loseNextPatch: true });

    const response = await portal.act('promote', waiting);

    expect(response.status).toBe(202);
    const live = await portal.untilRollout(
      view => view.operation?.phase === 'done',
    );
    expect(live.operation?.steps.map(({ phase }) => phase)).toEqual([
      'accepted',
      'nudged',
      'taken',
      'done',
    ]);
    expect(live.live?.tag).toBe('9f31c02');
    expect(
      cluster.requested(
        'PATCH',
        '/apis/argoproj.io/v1alpha1/namespaces/ecommerce/rollouts/storefront/status',
      ),
    ).toBe(2);
  });

  it('can be aborted and retried', async () => {
    const waiting = await portal.rollout();
    expect((await portal.act('abort', waiting)).status).toBe(202);
    const aborted = await portal.untilRollout(
      view => view.operation?.phase === 'done',
    );
    expect(aborted).toMatchObject({
      state: 'aborted',
      live: { tag: '826a72c4' },
      operation: { action: 'abort' },
    });

    expect((await portal.act('retry', aborted)).status).toBe(202);
    const again = await portal.untilRollout(
      view =>
        view.operation?.action === 'retry' && view.operation.phase === 'done',
    );
    expect(again.preview?.tag).toBe('9f31c02');
  });

  it('is offered to operators only, in production', async () => {
    const delivery = await portal.delivery('storefront', DANA);

    expect(delivery.lanes[0].rollouts[0].actions[0]).toEqual({
      action: 'promote',
      possible: false,
      refusal: {
        code: 'no-permission',
        scope: 'production',
        environment: 'prod',
        who: ['#shop-ops'],
      },
    });
  });
});
