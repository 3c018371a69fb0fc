import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseOperationStore } from '../database/DatabaseOperationStore';
import { DatabaseNoticeStore } from './DatabaseNoticeStore';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const target = 'rollout:shop-prod/ecommerce/storefront';
const waits = { target, release: '7/6689f997c5', event: 'waits' };

describe.each(databases.eachSupportedId())('DatabaseNoticeStore on %s', id => {
  async function createStore() {
    const knex = await databases.init(id);
    // All tables of the plugin are made by the first store.
    await DatabaseOperationStore.create(
      mockServices.database({ knex, migrations: { skip: false } }),
    );
    return DatabaseNoticeStore.create(knex);
  }

  it('lets exactly one of several replicas tell a thing', async () => {
    const store = await createStore();
    const claims = await Promise.all([1, 2, 3].map(() => store.claim(waits)));

    expect(claims.filter(claimed => claimed)).toHaveLength(1);
    expect(await store.claim({ ...waits, event: 'live' })).toBe(true);
    expect(await store.claim({ ...waits, release: '8/6689f997c5' })).toBe(true);
  });

  it('lets the next one try what could not be told', async () => {
    const store = await createStore();
    expect(await store.isKnown(target)).toBe(false);
    await store.claim(waits);
    expect(await store.isKnown(target)).toBe(true);

    await store.release(waits);
    expect(await store.claim(waits)).toBe(true);
  });
});
