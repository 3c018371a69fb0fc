import { LabCluster, WATCHED_PATHS } from './__testUtils__/LabCluster';
import { eventually } from './__testUtils__/eventually';
import { component } from './__testUtils__/component';
import { TestPortal } from './__testUtils__/TestPortal';

const CLAIM = 'component:default/storefront';

describe('Watching a cluster', () => {
  let cluster: LabCluster;
  let portal: TestPortal;

  beforeEach(async () => {
    cluster = await LabCluster.start('shop-prod');
    await cluster.release({ claim: CLAIM });
    portal = await TestPortal.start({
      clusters: [cluster],
      entities: [component('storefront'), component('discounts')],
    });
    await portal.untilRollout(view => view.state === 'live');
  });

  afterEach(async () => {
    await portal.stop();
    await cluster.stop();
  });

  it('takes one watch for each kind, however many people read, and no request', async () => {
    await cluster.untilWatched();
    const before = cluster.requests();

    const reads = await Promise.all(
      Array.from({ length: 50 }, () => portal.delivery()),
    );

    expect(new Set(reads.map(({ version }) => version)).size).toBe(1);
    expect(cluster.requests()).toEqual(before);
    for (const path of WATCHED_PATHS) {
      expect(cluster.requested('GET', `${path} watch`)).toBe(1);
    }
  });

  it('shows pods, images and the revision of what is live', async () => {
    const { live, controllerVersion } = await portal.rollout();

    expect(live).toMatchObject({
      role: 'live',
      tag: '826a72c4',
      revision: 1,
      replicas: { desired: 2, ready: 2 },
    });
    expect(live?.pods.map(({ ready }) => ready)).toEqual([true, true]);
    expect(controllerVersion).toBe('unknown');
  });

  it('signals a change to the entity that the Rollout names, and gives it a new version', async () => {
    const { version } = await portal.delivery();
    portal.signals.length = 0;

    await cluster.deploy('9f31c02');
    const waiting = await portal.untilDelivery(
      ({ lanes }) => lanes[0].rollouts[0].state === 'waiting',
    );

    expect(waiting.version).not.toBe(version);
    await eventually(() =>
      expect(new Set(portal.signals.flat())).toEqual(new Set([CLAIM])),
    );
  });

  it('lists again after 410 and misses nothing', async () => {
    await cluster.untilWatched();
    const lists = cluster.requested('GET', WATCHED_PATHS[0]);
    cluster.expireWatches();
    await cluster.deploy('9f31c02');

    await portal.untilRollout(view => view.state === 'waiting');

    expect(cluster.requested('GET', WATCHED_PATHS[0])).toBeGreaterThan(lists);
  });

  it('shows for an hour that a Rollout was deleted, and drives it no more', async () => {
    const before = await portal.rollout();
    cluster.store.delete({
      group: 'argoproj.io',
      plural: 'rollouts',
      namespace: 'ecommerce',
      name: 'storefront',
    });

    const gone = await portal.untilRollout(view => view.state === 'gone');
    expect(gone.since).toEqual(expect.any(String));
    expect(gone.live).toBeUndefined();
    expect(gone.actions.map(({ possible }) => possible)).not.toContain(true);
    expect((await portal.act('promote', before)).status).toBe(404);

    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 61 * 60_000);
    const delivery = await portal.delivery();
    jest.restoreAllMocks();
    expect(delivery).toMatchObject({
      linked: true,
      selector: 'backstage.io/kubernetes-id=storefront',
      clusters: ['shop-prod'],
      lanes: [],
    });
  });

  it('shows a Rollout that was made again, not the one that was deleted', async () => {
    cluster.store.delete({
      group: 'argoproj.io',
      plural: 'rollouts',
      namespace: 'ecommerce',
      name: 'storefront',
    });
    await portal.untilRollout(view => view.state === 'gone');
    for (const role of ['active', 'preview']) {
      cluster.store.delete({
        group: '',
        plural: 'services',
        namespace: 'ecommerce',
        name: `storefront-${role}`,
      });
    }
    await cluster.release({ claim: CLAIM });

    await portal.untilRollout(view => view.state === 'live');
    expect((await portal.delivery()).lanes[0].rollouts).toHaveLength(1);
  });

  it('shows the release and the pods of a service without a Rollout', async () => {
    cluster.createDeployment('discounts', '40aa91d');

    const { lanes } = await portal.untilDelivery(
      delivery => delivery.lanes[0]?.deployments[0]?.replicas.ready === 2,
      'discounts',
    );

    expect(lanes[0]).toMatchObject({
      environment: { name: 'prod' },
      rollouts: [],
      deployments: [
        { cluster: 'shop-prod', name: 'discounts', tag: '40aa91d' },
      ],
    });
    expect(portal.signals.flat()).toContain('component:default/discounts');
  });

  it('keeps what a cluster last said, marked stale, until it answers again', async () => {
    await cluster.deploy('9f31c02');
    await portal.untilRollout(view => view.state === 'waiting');
    const since = Date.now();
    cluster.faults.set({ down: true });

    const stale = await portal.untilRollout(view => view.stale !== undefined);

    expect(Date.now() - since).toBeLessThan(10_000);
    expect(stale).toMatchObject({
      live: { tag: '826a72c4' },
      stale: { name: 'shop-prod', kind: 'cluster', since: expect.any(String) },
    });
    expect(stale.actions.map(({ possible }) => possible)).not.toContain(true);
    const refused = await portal.act('promote', stale);
    expect(refused.status).toBe(503);
    expect(refused.body.error.message).toBe(
      'Not while the cluster does not answer.',
    );

    cluster.faults.heal();
    await portal.untilRollout(view => view.stale === undefined);
  });

  it('tells an entity without anything running, and one that nobody knows', async () => {
    expect(await portal.delivery('discounts')).toMatchObject({
      linked: true,
      lanes: [],
    });
    const unknown = await portal.get(
      '/v1/deliveries/by-entity/component/default/nothing',
    );
    expect(unknown.status).toBe(404);
  });
});

describe('A cluster with the controller’s Deployment', () => {
  it('tells the version of the controller', async () => {
    const cluster = await LabCluster.start('shop-prod');
    cluster.store.create(
      { group: 'apps', plural: 'deployments' },
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'argo-rollouts', namespace: 'argo-rollouts' },
        spec: {
          replicas: 0,
          selector: { matchLabels: { app: 'argo-rollouts' } },
          template: {
            metadata: { labels: { app: 'argo-rollouts' } },
            spec: {
              containers: [
                {
                  name: 'argo-rollouts',
                  image: 'quay.io/argoproj/argo-rollouts:v1.10.0',
                },
              ],
            },
          },
        },
      },
    );
    await cluster.release({ claim: CLAIM });
    const portal = await TestPortal.start({ clusters: [cluster] });

    const view = await portal.untilRollout(
      ({ controllerVersion }) => controllerVersion !== 'unknown',
    );

    expect(view.controllerVersion).toBe('v1.10.0');
    await portal.stop();
    await cluster.stop();
  });
});
