import { OLGA, VERA } from './__testUtils__/people';
import { Shop, startShop, STOREFRONT } from './__testUtils__/startShop';

describe('Operations of one entity', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await startShop();
  });

  afterAll(async () => {
    await shop.stop();
  });

  const path = (name: string, from: number, to: number) =>
    `/v1/operations/by-entity/component/default/${name}?from=${from}&to=${to}`;

  it('are those of the span of time, and of nothing else', async () => {
    const { portal } = shop;
    const before = Date.now() - 1;
    await portal.act('promote', await portal.rollout());
    const after = Date.now() + 1;

    const during = await portal.get(path('storefront', before, after));
    expect(during.body.items).toEqual([
      expect.objectContaining({
        entityRef: STOREFRONT,
        action: 'promote',
        environment: 'prod',
        requestedBy: OLGA,
      }),
    ]);
    for (const other of [
      path('storefront', after, after + 1),
      path('storefront', 0, before),
      path('copycat', before, after),
    ]) {
      expect((await portal.get(other)).body.items).toEqual([]);
    }
  });

  it('are refused to who may not see the entity', async () => {
    const response = await shop.portal.get(path('secret', 0, 1), VERA);
    expect(response.status).toBe(403);
  });

  it('need a span of time', async () => {
    const response = await shop.portal.get(path('storefront', NaN, 1));
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain('from');
  });
});
