import request from 'supertest';
import { DANA, OLGA, VERA } from './__testUtils__/people';
import { TestPortal } from './__testUtils__/TestPortal';
import { Shop, startShop, STOREFRONT } from './__testUtils__/startShop';

describe('Read access', () => {
  let shop: Shop;
  let portal: TestPortal;

  beforeAll(async () => {
    shop = await startShop();
    portal = shop.portal;
  });

  afterAll(async () => {
    await shop.stop();
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
        entityRef: STOREFRONT,
        title: 'storefront',
        sentence: expect.stringContaining('9f31c02 waits for promotion'),
      }),
    ]);
    const prod = (items: Array<{ lanes: unknown[] }>) => items[0].lanes[0];
    expect(prod(waiting.body.items)).toMatchObject({ mayAct: true });
    const forVera = await portal.get(
      '/v1/deliveries/summaries?filter=waiting',
      VERA,
    );
    expect(prod(forVera.body.items)).toMatchObject({
      mayAct: false,
      whoMayAct: ['operators'],
    });
    expect(forVera.body.sources).toEqual([
      { kind: 'cluster', name: 'shop-prod', answering: true },
      { kind: 'cluster', name: 'shop-dev', answering: true },
      { kind: 'argocd', name: 'main', answering: true },
    ]);
  });
});
