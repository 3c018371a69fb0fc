import request from 'supertest';
import {
  ARGOCD_TOKEN,
  createApplication,
  FakeArgoCd,
} from './__testUtils__/FakeArgoCd';
import { LabCluster } from './__testUtils__/LabCluster';
import { asUser, OLGA } from './__testUtils__/people';
import { operationOf, TestPortal } from './__testUtils__/TestPortal';

const CLAIM = 'component:default/storefront';
const BY_ENTITY = '/v1/argocd/by-entity/component/default/storefront';

describe('Argo CD', () => {
  let argocd: FakeArgoCd;
  let cluster: LabCluster;
  let portal: TestPortal;

  beforeAll(async () => {
    argocd = await FakeArgoCd.start();
    cluster = await LabCluster.start('shop-prod');
  });

  beforeEach(async () => {
    argocd.put(createApplication({ claim: CLAIM }));
    portal = await TestPortal.start({
      clusters: [cluster],
      argocd: [{ name: 'main', url: argocd.url, token: ARGOCD_TOKEN }],
    });
    await portal.untilDelivery(
      delivery => delivery.lanes[0]?.applications.length === 1,
    );
  });

  afterEach(async () => {
    await portal.stop();
    argocd.reset();
  });

  afterAll(async () => {
    await argocd.stop();
    await cluster.stop();
  });

  async function act(action: string) {
    return await request(portal.server)
      .post(
        '/api/shop-rollouts/v1/applications/main/argocd/storefront-prod/actions',
      )
      .set(asUser(OLGA))
      .send({ entityRef: CLAIM, action, reason: 'config fix' });
  }

  it('is shown in the lane of the environment that it deploys to', async () => {
    const { lanes, stale } = await portal.delivery();

    expect(stale).toEqual([]);
    expect(lanes).toEqual([
      expect.objectContaining({
        environment: expect.objectContaining({ name: 'prod' }),
        applications: [
          expect.objectContaining({
            sync: 'OutOfSync',
            health: 'Healthy',
            claimed: true,
            url: `${argocd.url}/applications/argocd/storefront-prod`,
            outOfSyncResources: [
              { kind: 'Rollout', name: 'storefront', prune: false },
            ],
          }),
        ],
      }),
    ]);
  });

  it('syncs to the tracked revision, in the name of the person, and follows it', async () => {
    const response = await act('sync');

    expect(response.status).toBe(202);
    const operation = operationOf(response);
    expect(operation).toMatchObject({ action: 'sync', phase: 'accepted' });
    expect(argocd.requests.at(-1)).toEqual({
      method: 'POST',
      path: '/applications/storefront-prod/sync',
      query: {},
      body: {
        name: 'storefront-prod',
        appNamespace: 'argocd',
        project: 'ecommerce',
        infos: [
          { name: 'Requested by', value: OLGA },
          { name: 'Portal operation', value: operation.id },
          { name: 'Reason', value: 'config fix' },
        ],
      },
    });

    const { infos } = JSON.parse(JSON.stringify(argocd.requests.at(-1)?.body));
    const state = (phase: string) => ({
      sync: { status: 'Synced' },
      operationState: {
        phase,
        startedAt: '2026-11-22T14:00:00Z',
        operation: { info: infos },
      },
    });
    argocd.put(createApplication({ claim: CLAIM, status: state('Running') }));
    await portal.untilDelivery(
      ({ recentOperations }) => recentOperations[0]?.phase === 'taken',
    );
    argocd.put(createApplication({ claim: CLAIM, status: state('Succeeded') }));
    const done = await portal.untilDelivery(
      ({ recentOperations }) => recentOperations[0]?.phase === 'done',
    );
    expect(done.lanes[0].applications[0]).toMatchObject({
      sync: 'Synced',
      lastRequest: { id: operation.id, phase: 'done' },
    });
  });

  it('does not take somebody else’s sync for its own', async () => {
    const before = operationOf(await act('sync'));
    argocd.put(
      createApplication({
        claim: CLAIM,
        status: {
          sync: { status: 'Synced' },
          operationState: { phase: 'Succeeded', operation: { info: [] } },
        },
      }),
    );
    const after = await portal.untilDelivery(
      ({ lanes }) => lanes[0].applications[0].sync === 'Synced',
    );

    expect(after.recentOperations[0]).toMatchObject({
      id: before.id,
      phase: 'accepted',
    });
  });

  it('refreshes', async () => {
    const response = await act('refresh');

    expect(response.status).toBe(202);
    expect(operationOf(response).phase).toBe('done');
    expect(argocd.requests.at(-1)).toMatchObject({
      method: 'GET',
      path: '/applications/storefront-prod',
      query: {
        appNamespace: 'argocd',
        project: 'ecommerce',
        refresh: 'normal',
      },
    });
  });

  it('says why Argo CD refused, and keeps it in the record', async () => {
    const message = 'permission denied: applications, sync';
    argocd.failWith = {
      status: 403,
      body: { error: message, code: 7, message },
    };

    const response = await act('sync');

    expect(response.status).toBe(502);
    expect(response.body.error.message).toBe(
      'Argo CD refused it: permission denied: applications, sync. Ask a platform engineer.',
    );
    const { recentOperations } = await portal.delivery();
    expect(recentOperations[0]).toMatchObject({ phase: 'refused' });
  });

  it('is marked stale while it does not answer, and keeps what it last said', async () => {
    argocd.failWith = { status: 503, body: { message: 'down' } };
    argocd.endStreams();

    // The cluster may not have answered for the first time yet.
    const stale = await portal.untilDelivery(delivery =>
      delivery.stale.some(({ kind }) => kind === 'argocd'),
    );

    expect(stale.stale).toContainEqual(
      expect.objectContaining({ kind: 'argocd', name: 'main' }),
    );
    expect(stale.lanes[0].applications[0]).toMatchObject({
      sync: 'OutOfSync',
      stale: { name: 'main' },
    });
    expect(stale.lanes[0].applications[0].actions[0]).toMatchObject({
      possible: false,
      refusal: { code: 'stale' },
    });
    expect((await act('sync')).status).toBe(503);

    argocd.failWith = undefined;
    await portal.untilDelivery(delivery => delivery.stale.length === 0);
  });

  it('forgets what was deleted while the stream was cut', async () => {
    argocd.applications.clear();
    argocd.endStreams();

    const delivery = await portal.untilDelivery(
      ({ lanes }) => lanes.length === 0,
    );

    expect(delivery.linked).toBe(true);
  });

  it('gives its own objects to cards made for its API, without asking it', async () => {
    const before = argocd.requests.length;
    const response = await portal.get(`${BY_ENTITY}/applications`);

    expect(response.status).toBe(200);
    expect(argocd.requests).toHaveLength(before);
    const [item] = response.body.items;
    expect(item.metadata).toMatchObject({
      name: 'storefront-prod',
      instance: { name: 'main', url: argocd.url },
    });
    expect(item.metadata.managedFields).toBeUndefined();
    expect(item.status.history).toHaveLength(1);
  });

  it('calls unknown what Argo CD has not compared yet, as cards need a word', async () => {
    argocd.put(
      createApplication({
        claim: CLAIM,
        status: { sync: { status: '' }, health: {} },
      }),
    );
    await portal.untilDelivery(
      ({ lanes }) => lanes[0].applications[0].sync === 'Unknown',
    );
    const { body } = await portal.get(`${BY_ENTITY}/applications`);

    expect(body.items[0].status).toMatchObject({
      sync: { status: 'Unknown' },
      health: { status: 'Unknown' },
      history: [{ id: 1 }],
    });
  });

  it('tells about a revision that the application was deployed from, once asked', async () => {
    const revision = '4d2e1f0aa11bb22cc33dd44ee55ff66aa77bb88c';
    const path = `${BY_ENTITY}/applications/storefront-prod/revisions`;

    const first = await portal.get(`${path}/${revision}/metadata`);
    const asked = argocd.requests.length;
    const second = await portal.get(`${path}/${revision}/metadata`);

    expect(first.body).toEqual({
      author: 'Dana Kim <dana.kim@shop.example>',
      date: '2026-11-22T13:50:00Z',
      message: 'Fix checkout rounding',
    });
    expect(second.body).toEqual(first.body);
    expect(argocd.requests).toHaveLength(asked);
    expect((await portal.get(`${path}/deadbeef/metadata`)).status).toBe(404);
  });
});
