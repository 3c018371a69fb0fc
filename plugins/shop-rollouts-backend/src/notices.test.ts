import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { LabCluster } from './__testUtils__/LabCluster';
import { OLGA } from './__testUtils__/people';
import { TestPortal } from './__testUtils__/TestPortal';

const CLAIM = 'component:default/storefront';
const WAITS = 'storefront shop-prod: 9f31c02 waits for you';
const LIVE = 'storefront shop-prod: 9f31c02 is live';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('Notices on %s', id => {
  let cluster: LabCluster;
  let portal: TestPortal;
  let database: Knex;

  const start = async (areNoticesDown?: () => boolean) => {
    portal = await TestPortal.start({
      clusters: [cluster],
      database,
      areNoticesDown,
    });
  };

  beforeEach(async () => {
    database = await databases.init(id);
    cluster = await LabCluster.start('shop-prod');
  });

  afterEach(async () => {
    await portal.stop();
    await cluster.stop();
  });

  it('tell owner and operators what waits, and edit it when it is live', async () => {
    await cluster.release({ claim: CLAIM });
    await start();
    await portal.untilRollout(view => view.state === 'live');
    await cluster.deploy('9f31c02');

    const waits = await portal.untilNotice(WAITS);
    expect(waits).toEqual({
      recipients: {
        type: 'entity',
        entityRef: ['group:default/shop-team', 'group:default/shop-operators'],
      },
      payload: {
        title: WAITS,
        description: '826a72c4 is live.',
        severity: 'high',
        topic: 'Waits for me',
        link: '/catalog/default/component/storefront/delivery?env=prod#prod',
        scope: expect.stringMatching(
          /^delivery\/rollout:shop-prod\/ecommerce\/storefront\/\w+$/,
        ),
      },
    });

    await portal.act('promote', await portal.rollout());
    const live = await portal.untilNotice(LIVE);
    expect(live.recipients).toEqual({
      type: 'entity',
      entityRef: ['group:default/shop-team'],
      excludeEntityRef: OLGA,
    });
    expect(live.payload).toMatchObject({
      severity: 'low',
      topic: 'Results',
      scope: waits.payload.scope,
    });
    expect(live.payload.description).toMatch(/^Promoted by Olga Petrova/);
    // What was live before anybody looked was no news.
    expect(portal.notices.map(({ payload }) => payload.title)).toEqual([
      WAITS,
      LIVE,
    ]);
  });

  it('tell who aborted and why', async () => {
    await cluster.release({ claim: CLAIM });
    await cluster.deploy('9f31c02');
    await start();
    await portal.untilNotice(WAITS);
    await portal.act('abort', await portal.rollout(), {
      reason: 'checkout errors',
    });
    const aborted = await portal.untilNotice(
      'storefront shop-prod: 9f31c02 was aborted',
    );
    expect(aborted.payload.description).toBe(
      'By Olga Petrova: "checkout errors". 826a72c4 is live; Git still asks for 9f31c02.',
    );
  });

  it('are told once, also after a restart', async () => {
    await cluster.release({ claim: CLAIM });
    await cluster.deploy('9f31c02');
    await start();
    await portal.untilNotice(WAITS);
    await portal.stop();
    await start();
    await portal.untilRollout(view => view.state === 'waiting');
    await portal.act('promote', await portal.rollout());
    await portal.untilNotice(LIVE);
    expect(portal.notices.map(({ payload }) => payload.title)).toEqual([LIVE]);
  });

  it('are told by the next change when they could not be sent', async () => {
    let isDown = true;
    let refused = 0;
    await cluster.release({ claim: CLAIM });
    await cluster.deploy('9f31c02');
    const firstRefusal = new Promise<void>(resolve => {
      start(() => {
        refused += isDown ? 1 : 0;
        resolve();
        return isDown;
      });
    });
    await firstRefusal;
    isDown = false;
    cluster.patchStatus({ message: 'touched' });
    await portal.untilNotice(WAITS);
    expect(refused).toBe(1);
  });

  it('say nothing of a workload that names another entity, or none', async () => {
    // The entity `secret` links only to what is labelled `secret`.
    await cluster.release({ claim: 'component:default/secret' });
    await cluster.deploy('9f31c02');
    await cluster.release({ name: 'copycat' });
    await cluster.deploy('9f31c02', 'copycat');
    await start();
    await cluster.release({
      name: 'secret',
      claim: 'component:default/secret',
    });
    await cluster.deploy('9f31c02', 'secret');

    const both = 'secret shop-prod: 9f31c02 waits for you';
    await portal.untilNotice(both);
    expect(portal.notices.map(({ payload }) => payload.title)).toEqual([both]);
  });
});
