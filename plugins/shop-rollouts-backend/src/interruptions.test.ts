import { mockServices } from '@backstage/backend-test-utils';
import { parseRollout } from '@shop-portal/plugin-shop-rollouts-common';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import Knex from 'knex';
import { join } from 'path';
import { DatabaseOperationStore } from './database/DatabaseOperationStore';
import { eventually } from './__testUtils__/eventually';
import { LabCluster } from './__testUtils__/LabCluster';
import { OLGA } from './__testUtils__/people';
import { operationOf, TestPortal } from './__testUtils__/TestPortal';

const CLAIM = 'component:default/storefront';
const STATUS =
  '/apis/argoproj.io/v1alpha1/namespaces/ecommerce/rollouts/storefront/status';

describe('Interruptions', () => {
  let databaseFile: string;
  let cluster: LabCluster;
  let portal: TestPortal;

  beforeEach(async () => {
    databaseFile = mkdtempSync(join(tmpdir(), 'shop-rollouts-'));
    cluster = await LabCluster.start('shop-prod');
    await cluster.release({ claim: CLAIM });
    await cluster.deploy('9f31c02');
    portal = await TestPortal.start({ clusters: [cluster], databaseFile });
    await portal.untilRollout(view => view.state === 'waiting');
    // A watch that is only being opened would be interrupted too.
    await cluster.untilWatched();
  });

  afterEach(async () => {
    await portal.stop();
    await cluster.stop();
    rmSync(databaseFile, { recursive: true, force: true });
  });

  it('of the portal do not end an operation: it is followed after the restart', async () => {
    cluster.stopControllers();
    const response = await portal.act('promote', await portal.rollout());
    expect(response.status).toBe(202);
    await portal.stop();

    portal = await TestPortal.start({ clusters: [cluster], databaseFile });
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
  async function leaveUnanswered(): Promise<string> {
    const view = await portal.rollout();
    const before = parseRollout(cluster.rollout());
    await portal.stop();
    const knex = Knex({
      client: 'better-sqlite3',
      connection: join(databaseFile, 'shop-rollouts.sqlite'),
      useNullAsDefault: true,
    });
    const store = await DatabaseOperationStore.create(
      mockServices.database({ knex, migrations: { skip: true } }),
    );
    const { id } = await store.begin(
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
    );
    await knex.destroy();
    return id;
  }

  it('before the request arrived are told as a failure', async () => {
    const id = await leaveUnanswered();

    portal = await TestPortal.start({ clusters: [cluster], databaseFile });

    const { recentOperations } = await portal.untilDelivery(delivery =>
      delivery.recentOperations.some(operation => operation.id === id),
    );
    expect(recentOperations[0]).toMatchObject({
      id,
      phase: 'failed',
      message: 'It did not arrive. Nothing was done.',
    });
    expect(cluster.requested('PATCH', STATUS)).toBe(0);
  });

  it('after the request arrived, and before its answer, hide nothing', async () => {
    const id = await leaveUnanswered();
    cluster.patchStatus({ pauseConditions: undefined });

    portal = await TestPortal.start({ clusters: [cluster], databaseFile });

    const live = await portal.untilRollout(
      view => view.operation?.phase === 'done',
    );
    expect(live).toMatchObject({
      operation: { id, requestedBy: OLGA },
      live: { tag: '9f31c02' },
    });
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
