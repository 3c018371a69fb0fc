import { mockCredentials } from '@backstage/backend-test-utils';
import request, { Response, Test } from 'supertest';
import {
  ARGOCD_TOKEN,
  createApplication,
  FakeArgoCd,
} from './__testUtils__/FakeArgoCd';
import { LabCluster, TOKENS } from './__testUtils__/LabCluster';
import { asUser, DANA, OLGA, VERA } from './__testUtils__/people';
import { component, TestPortal } from './__testUtils__/startPortal';

const CLAIM = 'component:default/storefront';
const ROLLOUT =
  '/api/shop-rollouts/v1/rollouts/shop-prod/ecommerce/storefront/actions';
const APPLICATION =
  '/api/shop-rollouts/v1/applications/main/argocd/storefront-prod/actions';

interface WriteRoute {
  title: string;
  path: string;
  /** Something of the same kind that names another entity. */
  foreignPath: string;
  body(): Promise<Record<string, unknown>>;
}

describe('Access', () => {
  let argocd: FakeArgoCd;
  let cluster: LabCluster;
  let dev: LabCluster;
  let portal: TestPortal;

  beforeAll(async () => {
    argocd = await FakeArgoCd.start();
    argocd.put(createApplication({ claim: CLAIM }));
    argocd.put(
      createApplication({
        name: 'discounts-prod',
        claim: 'component:default/discounts',
      }),
    );
    cluster = await LabCluster.start('shop-prod');
    dev = await LabCluster.start('shop-dev');
    for (const target of [cluster, dev]) {
      await target.release({ claim: CLAIM });
      await target.deploy('9f31c02');
    }
    await cluster.release({
      name: 'discounts',
      claim: 'component:default/discounts',
    });
    await cluster.release({ namespace: 'elsewhere', claim: CLAIM });
    portal = await TestPortal.start({
      clusters: [cluster, dev],
      entities: [
        component('storefront'),
        component('discounts'),
        component('secret'),
        component('copycat', {
          'backstage.io/kubernetes-id': 'storefront',
          'argocd/app-selector': 'backstage.io/kubernetes-id=storefront',
        }),
        component('roaming', {
          'backstage.io/kubernetes-id': 'storefront',
          'backstage.io/kubernetes-namespace': 'elsewhere',
        }),
      ],
      argocd: [{ name: 'main', url: argocd.url, token: ARGOCD_TOKEN }],
    });
    await portal.untilDelivery(
      ({ lanes }) => lanes.length === 2 && lanes[0].applications.length === 2,
    );
  });

  beforeEach(() => {
    portal.audited.length = 0;
  });

  afterAll(async () => {
    await portal.stop();
    await argocd.stop();
    await cluster.stop();
    await dev.stop();
  });

  const routes: WriteRoute[] = [
    {
      title: 'Rollout actions',
      path: ROLLOUT,
      foreignPath: ROLLOUT.replace('/storefront/', '/discounts/'),
      body: async () => ({
        entityRef: CLAIM,
        action: 'promote',
        seen: (await portal.rollout()).seen,
      }),
    },
    {
      title: 'Application actions',
      path: APPLICATION,
      foreignPath: APPLICATION.replace('storefront-prod', 'discounts-prod'),
      body: async () => ({ entityRef: CLAIM, action: 'sync' }),
    },
  ];

  interface Refusal {
    title: string;
    status: number;
    message: RegExp;
    send(post: (path?: string) => Test, route: WriteRoute): Promise<Response>;
    /** False where nothing was attempted yet. */
    audited?: boolean;
  }

  const refusals: Refusal[] = [
    {
      title: 'no token',
      status: 401,
      message: /credentials/i,
      send: async (post, { body }) => post().send(await body()),
      audited: false,
    },
    {
      title: 'a viewer',
      status: 403,
      message: /^Only operators (promote|sync) in prod\. Ask #shop-ops\.$/,
      send: async (post, { body }) =>
        post()
          .set(asUser(VERA))
          .send(await body()),
    },
    {
      title: 'a developer in production',
      status: 403,
      message: /^Only operators (promote|sync) in prod\./,
      send: async (post, { body }) =>
        post()
          .set(asUser(DANA))
          .send(await body()),
    },
    {
      title: 'a stranger who may not even look',
      status: 403,
      message:
        /You may not see deliveries of this service\. Its owner is shop-team\./,
      send: async (post, { body }) =>
        post()
          .set(asUser('user:default/stranger'))
          .send(await body()),
    },
    {
      title: 'a service',
      status: 403,
      message: /not allow|service/i,
      send: async (post, { body }) =>
        post()
          .set({ Authorization: mockCredentials.service.header() })
          .send(await body()),
    },
    {
      title: 'another content type',
      status: 415,
      message: /Send the request as application\/json/,
      send: async (post, { body }) =>
        post()
          .set(asUser(OLGA))
          .type('text/plain')
          .send(JSON.stringify(await body())),
      audited: false,
    },
    {
      title: 'a form',
      status: 415,
      message: /application\/json/,
      send: async post =>
        post().set(asUser(OLGA)).type('form').send({ action: 'promote' }),
      audited: false,
    },
    {
      title: 'an oversized body',
      status: 413,
      message: /too large/,
      send: async (post, { body }) =>
        post()
          .set(asUser(OLGA))
          .send({ ...(await body()), reason: 'x'.repeat(17_000) }),
      audited: false,
    },
    {
      title: 'broken JSON',
      status: 400,
      message: /JSON/,
      send: async post =>
        post().set(asUser(OLGA)).type('application/json').send('{'),
      audited: false,
    },
    {
      title: 'an unknown action',
      status: 400,
      message: /action/,
      send: async (post, { body }) =>
        post()
          .set(asUser(OLGA))
          .send({ ...(await body()), action: 'delete' }),
    },
    {
      title: 'a patch of the caller’s own',
      status: 400,
      message: /patch/,
      send: async (post, { body }) =>
        post()
          .set(asUser(OLGA))
          .send({
            ...(await body()),
            patch: [{ op: 'remove', path: '/spec' }],
          }),
    },
    {
      title: 'an entity that nobody knows',
      status: 404,
      message: /There is no component:default\/nothing/,
      send: async (post, { body }) =>
        post()
          .set(asUser(OLGA))
          .send({ ...(await body()), entityRef: 'component:default/nothing' }),
    },
    {
      title: 'a target that does not exist',
      status: 404,
      message: /There is no/,
      send: async (post, { path, body }) =>
        post(path.replace(/storefront(-prod)?/, 'nothing'))
          .set(asUser(OLGA))
          .send(await body()),
    },
    {
      title: 'a target of another entity',
      status: 403,
      message: /not linked|does not name this service/,
      send: async (post, { foreignPath, body }) =>
        post(foreignPath)
          .set(asUser(OLGA))
          .send(await body()),
    },
    {
      title: 'an entity that copied the annotations',
      status: 403,
      message:
        /does not name this service\. Add the annotation backstage\.io\/entity-ref: component:default\/copycat to it\./,
      send: async (post, { body }) =>
        post()
          .set(asUser(OLGA))
          .send({ ...(await body()), entityRef: 'component:default/copycat' }),
    },
  ];

  describe.each(routes)('$title', route => {
    it.each(refusals)('refuse $title with $status', async refusal => {
      const before = cluster.rollout().metadata.resourceVersion;
      const writes = argocd.requests.filter(({ method }) => method === 'POST');
      const post = (path = route.path) => request(portal.server).post(path);

      const response = await refusal.send(post, route);

      expect(response).toMatchObject({
        status: refusal.status,
        body: { error: { message: expect.stringMatching(refusal.message) } },
      });
      expect(cluster.rollout().metadata.resourceVersion).toBe(before);
      expect(
        argocd.requests.filter(({ method }) => method === 'POST'),
      ).toHaveLength(writes.length);
      expect(portal.audited.map(({ outcome }) => outcome)).toEqual(
        refusal.audited === false ? [] : ['failed'],
      );
    });
  });

  it('lets a developer act outside production, on what their team owns', async () => {
    const view = await portal.rollout('dev');

    const response = await portal.act('promote', view, { user: DANA });

    expect(response.status).toBe(202);
  });

  it('keeps a refused attempt in the record, with its reason', async () => {
    await portal.act('promote', await portal.rollout(), { user: VERA });

    const response = await portal.get('/v1/operations?limit=1', VERA);

    expect(response.body.items).toEqual([
      expect.objectContaining({
        phase: 'refused',
        requestedBy: VERA,
        message: 'Only operators promote in prod. Ask #shop-ops.',
      }),
    ]);
  });

  it('counts a place that no environment names as production', async () => {
    const delivery = await portal.delivery('roaming', DANA);

    expect(delivery.lanes[0].environment).toMatchObject({
      name: 'unassigned',
      production: true,
    });
    expect((await portal.delivery('storefront')).lanes).toHaveLength(2);
  });

  it('shows an entity that copied the annotations the workload, and drives nothing', async () => {
    const [lane] = (await portal.delivery('copycat')).lanes;

    expect(lane.rollouts[0]).toMatchObject({
      claimed: false,
      live: { tag: '826a72c4' },
    });
    for (const { actions } of [...lane.rollouts, ...lane.applications]) {
      expect(actions.map(({ possible }) => possible)).not.toContain(true);
    }
  });

  it.each([
    '/v1/deliveries/by-entity/component/default/secret',
    '/v1/argocd/by-entity/component/default/secret/applications',
    '/v1/argocd/by-entity/component/default/secret/applications/x/revisions/abc/metadata',
  ])('refuses to read %s without permission', async path => {
    const response = await portal.get(path, VERA);

    expect(response.status).toBe(403);
    expect(response.body.error.message).toContain(
      'You may not see deliveries of this service.',
    );
  });

  it.each([
    '/v1/deliveries/by-entity/component/default/storefront',
    '/v1/deliveries/summaries?filter=mine',
    '/v1/operations',
    '/v1/argocd/by-entity/component/default/storefront/applications',
  ])('refuses to read %s without a token', async path => {
    const response = await request(portal.server).get(
      `/api/shop-rollouts${path}`,
    );

    expect(response.status).toBe(401);
  });

  it('hides operations of entities that the person may not read', async () => {
    await portal.act('promote', await portal.rollout(), {
      entityRef: 'component:default/secret',
    });

    const seen = async (user: string) => {
      const { body } = await portal.get('/v1/operations?limit=100', user);
      return body.items.map((item: { entityRef: string }) => item.entityRef);
    };

    expect(await seen(OLGA)).toContain('component:default/secret');
    expect(await seen(VERA)).not.toContain('component:default/secret');
  });

  it.each([
    ['/v1/operations?limit=0', 'limit'],
    ['/v1/operations?limit=many', 'limit'],
    ['/v1/deliveries/summaries', 'filter'],
    ['/v1/deliveries/by-entity/component/default/%2e%2e', 'name'],
  ])('says what is wrong with %s', async (path, word) => {
    const response = await portal.get(path);

    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain(word);
  });

  it('lists what waits, for whom, production first', async () => {
    const waiting = await portal.get('/v1/deliveries/summaries?filter=waiting');

    expect(waiting.body.items).toEqual([
      expect.objectContaining({
        entityRef: CLAIM,
        title: 'storefront',
        sentence: expect.stringContaining('9f31c02 waits for promotion'),
      }),
    ]);
    const prod = (items: Array<{ lanes: Array<{ mayAct: boolean }> }>) =>
      items[0].lanes[0].mayAct;
    expect(prod(waiting.body.items)).toBe(true);
    const forVera = await portal.get(
      '/v1/deliveries/summaries?filter=waiting',
      VERA,
    );
    expect(prod(forVera.body.items)).toBe(false);
  });
});

describe('Credentials of the portal', () => {
  let cluster: LabCluster;
  let portal: TestPortal;

  beforeEach(async () => {
    cluster = await LabCluster.start('shop-prod');
    await cluster.release({ claim: CLAIM });
    await cluster.deploy('9f31c02');
  });

  afterEach(async () => {
    await portal.stop();
    await cluster.stop();
  });

  it('tell an operator when the cluster refuses them', async () => {
    portal = await TestPortal.start({
      clusters: [cluster],
      writingToken: TOKENS.reader,
    });
    const view = await portal.untilRollout(({ state }) => state === 'waiting');

    const response = await portal.act('promote', view);

    expect(response.status).toBe(502);
    expect(response.body.error).toMatchObject({
      name: 'UpstreamError',
      message:
        'The cluster refused it: the portal may not patch rollouts in shop-prod. Ask a platform engineer.',
    });
    expect(JSON.stringify(response.body)).not.toContain(TOKENS.reader);
    const { recentOperations } = await portal.delivery();
    expect(recentOperations[0].phase).toBe('refused');
  });

  it('leave a cluster without a writing token read-only', async () => {
    portal = await TestPortal.start({
      clusters: [cluster],
      readOnly: ['shop-prod'],
    });
    const view = await portal.untilRollout(({ state }) => state === 'waiting');
    expect(view.actions[0].refusal).toEqual({
      code: 'read-only-cluster',
      cluster: 'shop-prod',
    });

    const response = await portal.act('promote', view);

    expect(response.status).toBe(403);
    expect(response.body.error.message).toBe(
      'The portal may only read shop-prod. Ask a platform engineer.',
    );
  });
});
