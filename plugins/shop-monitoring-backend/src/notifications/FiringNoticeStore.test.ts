import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { FiringNoticeStore } from './FiringNoticeStore';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const notice = {
  entityRef: 'component:default/storefront',
  environment: 'prod',
  title: 'storefront prod: 1 monitor alerts',
  since: Date.parse('2026-11-22T14:02:06.123Z'),
};

describe.each(databases.eachSupportedId())('FiringNoticeStore on %s', id => {
  it('keeps one notice for an entity in an environment, until it is removed', async () => {
    const knex = await databases.init(id);
    const store = await FiringNoticeStore.create(
      mockServices.database({ knex, migrations: { skip: false } }),
    );
    const inDev = { ...notice, environment: 'dev' };
    await store.save(notice);
    await store.save(inDev);
    const changed = { ...notice, title: 'storefront prod: 2 monitors alert' };
    await store.save(changed);

    const kept = await store.list();
    expect(kept).toHaveLength(2);
    expect(kept).toEqual(expect.arrayContaining([inDev, changed]));

    await store.remove(notice);
    expect(await store.list()).toEqual([inDev]);
  });

  it('finds what a migrated database has, and can be taken away', async () => {
    const knex = await databases.init(id);
    const database = mockServices.database({
      knex,
      migrations: { skip: false },
    });
    await (await FiringNoticeStore.create(database)).save(notice);

    expect(await (await FiringNoticeStore.create(database)).list()).toEqual([
      notice,
    ]);

    const directory = resolvePackagePath(
      '@shop-portal/plugin-shop-monitoring-backend',
      'migrations',
    );
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('firing_notices')).toBe(false);
  });
});
