import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { parseRollout } from '@shop-portal/plugin-shop-rollouts-common';
import { Knex } from 'knex';
import { DatabaseOperationStore } from './database/DatabaseOperationStore';
import { eventually } from './__testUtils__/eventually';
import { LabCluster } from './__testUtils__/LabCluster';
import { OLGA } from './__testUtils__/people';
import { operationOf, TestPortal } from './__testUtils__/TestPortal';

const CLAIM = 'component:default/storefront';
const STATUS =
  '/apis/argoproj.io/v1alpha1/namespaces/ecommerce/rollouts/storefront/status';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('Interruptions on %s', id => {
  let database: Knex;
  let cluster: LabCluster;
  let portal: TestPortal;

  beforeEach(async () => {
    database = await databases.init(id);
    cluster = await LabCluster.start('shop-prod');
    await cluster.release({ claim: CLAIM });
    await cluster.deploy('9f31c02');
    portal = await TestPortal.start({ clusters: [cluster], database });
    await portal.untilRollout(view => view.state === 'waiting');
    // A watch that is only being opened would be interrupted too.
    await cluster.untilWatched();
  });

  afterEach(async () => {
    await portal.stop();
    await cluster.stop();
  });

  it('of the portal do not end an operation: it is followed after the restart', async () => {
    cluster.stopControllers();
    const response = await portal.act('promote', await portal.rollout());
    expect(response.status).toBe(202);
    await portal.stop();

    portal = await TestPortal.start({ clusters: [cluster], database });
    cluster.startControllers();

    const live = await portal.untilRollout(
      view => view.operation?.phase === 'done',
    );
    expect(live.operation?.id).toBe(operationOf(response).id);
    expect(live.live?.tag).toBe('9f31c02');
  });

  it('of the controller are nudged once and then said to be stuck, until it is back', async () => {
    cluster.stopControllers();
    await portal.act('promote', await portal.rollout());

    const stuck = await portal.untilRollout(
      view => view.operation?.phase === 'stuck',
    );
    expect(stuck.operation?.steps.map(({ phase }) => phase)).toEqual([
      'accepted',
      'nudged',
      'stuck',
    ]);
    expect(cluster.requested('PATCH', STATUS)).toBe(2);

    cluster.startControllers();
    const live = await portal.untilRollout(
      view => view.operation?.phase === 'done',
    );
    expect(live.operation?.steps.map(({ phase }) => phase)).toEqual([
      'accepted',
      'nudged',
      'stuck',
      'taken',
      'done',
    ]);
  });

  it('by a busy cluster are waited for', async () => {
    const view = await portal.rollout();
    cluster.faults.set({ status429: true });
    const answer = portal.act('promote', view);
    await eventually(() => expect(cluster.requested('PATCH', STATUS)).toBe(1));
    cluster.faults.heal();

    expect((await answer).status).toBe(202);
    expect(cluster.requested('PATCH', STATUS)).toBe(2);
  });

  it('by a cluster that stays busy end with a plain answer', async () => {
    const view = await portal.rollout();
    cluster.faults.set({ status429: true });

    const response = await portal.act('promote', view);

    expect(response.status).toBe(502);
    expect(response.body.error.message).toBe(
      'shop-prod is too busy. Nothing was done. Try again in a minute.',
    );
    cluster.faults.heal();
  });

  /** As a portal leaves it that dies between sending and the answer. */
  async function leaveUnanswered(count = 1): Promise<string[]> {
    const view = await portal.rollout();
    const before = parseRollout(cluster.rollout());
    await portal.stop();
    const store = await DatabaseOperationStore.create(
      mockServices.database({ knex: database, migrations: { skip: true } }),
    );
    const begun = await Promise.all(
      Array.from({ length: count }, () =>
        store.begin(
          {
            entityRef: CLAIM,
            environment: 'prod',
            target: view.target,
            action: 'promote',
            requestedBy: OLGA,
            requestedAt: new Date().toISOString(),
            to: { hash: view.seen.podHash, tag: '9f31c02' },
          },
          before && { seen: view.seen, before },
        ),
      ),
    );
    const ids = begun.map(operation => operation.id);
    await store.leave(ids);
    return ids;
  }

  it('before the request arrived are told as a failure', async () => {
    const [operationId] = await leaveUnanswered();

    portal = await TestPortal.start({ clusters: [cluster], database });

    const { recentOperations } = await portal.untilDelivery(delivery =>
      delivery.recentOperations.some(({ id: each }) => each === operationId),
    );
    expect(recentOperations[0]).toMatchObject({
      id: operationId,
      phase: 'failed',
      message: 'It did not arrive. Nothing was done.',
    });
    expect(cluster.requested('PATCH', STATUS)).toBe(0);
  });

  it('after the request arrived, and before its answer, hide nothing', async () => {
    const [operationId] = await leaveUnanswered();
    cluster.patchStatus({ pauseConditions: undefined });

    portal = await TestPortal.start({ clusters: [cluster], database });

    const live = await portal.untilRollout(
      view => view.operation?.phase === 'done',
    );
    expect(live).toMatchObject({
      operation: { id: operationId, requestedBy: OLGA },
      live: { tag: '9f31c02' },
    });
  });

  it('of one of two portals leave its operation to the other', async () => {
    const other = await TestPortal.start({ clusters: [cluster], database });
    await other.untilRollout(view => view.state === 'waiting');
    cluster.stopControllers();
    const response = await portal.act('promote', await portal.rollout());
    const keptAt = async () =>
      Number((await database('operations').first('kept_at')).kept_at);
    const begun = await keptAt();
    await eventually(async () => expect(await keptAt()).toBeGreaterThan(begun));
    await portal.stop();
    portal = other;

    cluster.startControllers();

    const live = await portal.untilRollout(
      view => view.operation?.phase === 'done',
    );
    expect(live.operation?.id).toBe(operationOf(response).id);
    const phases = live.operation?.steps.map(({ phase }) => phase);
    expect(new Set(phases).size).toBe(phases?.length);
    expect(cluster.requested('PATCH', STATUS)).toBeLessThanOrEqual(2);
  });

  it('after one of two rivals arrived let one of them be done', async () => {
    const ids = await leaveUnanswered(2);
    cluster.patchStatus({ pauseConditions: undefined });

    portal = await TestPortal.start({ clusters: [cluster], database });

    const { recentOperations } = await portal.untilDelivery(delivery =>
      ['done', 'refused'].every(wanted =>
        delivery.recentOperations.some(({ phase }) => phase === wanted),
      ),
    );
    expect(recentOperations.map(({ id: each }) => each).sort()).toEqual(
      ids.sort(),
    );
    expect(cluster.requested('PATCH', STATUS)).toBe(0);
  });

  it('by a newer release are told as what they are', async () => {
    cluster.stopControllers();
    await portal.act('promote', await portal.rollout());
    cluster.setTag('1b7d9aa');
    cluster.startControllers();

    const diverted = await portal.untilRollout(
      view => view.operation?.phase === 'diverted',
    );

    expect(diverted.operation?.message).toMatch(/^9f31c02 is not live: /);
    expect(diverted.live?.tag).toBe('826a72c4');
  });
});
