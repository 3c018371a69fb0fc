import { mockCredentials } from '@backstage/backend-test-utils';
import request, { Response, Test } from 'supertest';
import { asUser, DANA, OLGA, VERA } from './__testUtils__/people';
import { TestPortal } from './__testUtils__/TestPortal';
import { Shop, startShop, STOREFRONT } from './__testUtils__/startShop';

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

describe('Write access', () => {
  let shop: Shop;
  let portal: TestPortal;

  beforeAll(async () => {
    shop = await startShop();
    portal = shop.portal;
  });

  afterAll(async () => {
    await shop.stop();
  });

  beforeEach(() => {
    portal.audited.length = 0;
  });

  const routes: WriteRoute[] = [
    {
      title: 'Rollout actions',
      path: ROLLOUT,
      foreignPath: ROLLOUT.replace('/storefront/', '/discounts/'),
      body: async () => ({
        entityRef: STOREFRONT,
        action: 'promote',
        seen: (await portal.rollout()).seen,
      }),
    },
    {
      title: 'Application actions',
      path: APPLICATION,
      foreignPath: APPLICATION.replace('storefront-prod', 'discounts-prod'),
      body: async () => ({ entityRef: STOREFRONT, action: 'sync' }),
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
      const before = shop.prod.rollout().metadata.resourceVersion;
      const writes = shop.argocd.requests.filter(
        ({ method }) => method === 'POST',
      );
      const post = (path = route.path) => request(portal.server).post(path);

      const response = await refusal.send(post, route);

      expect(response).toMatchObject({
        status: refusal.status,
        body: { error: { message: expect.stringMatching(refusal.message) } },
      });
      expect(shop.prod.rollout().metadata.resourceVersion).toBe(before);
      expect(
        shop.argocd.requests.filter(({ method }) => method === 'POST'),
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
});
