import { TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { Knex } from 'knex';
import { readSharedConnection, StartLock } from './StartLock';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

const describeOnPostgres = databases.supports('POSTGRES_18')
  ? describe
  : describe.skip;

describeOnPostgres('StartLock (on Postgres, which `npm test` brings)', () => {
  let database: Knex;

  async function countWaiting(): Promise<number> {
    const { rows } = await database.raw(
      "select count(*)::int from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
    );
    return rows[0].count;
  }

  it('lets replicas start one after another', async () => {
    database = await databases.init('POSTGRES_18');
    const { connection } = database.client.config;
    const first = await StartLock.acquire(connection);
    let started = false;
    const second = StartLock.acquire(connection).then(lock => {
      started = true;
      return lock;
    });
    while ((await countWaiting()) === 0) {
      expect(started).toBe(false);
    }

    await first.release();
    await (await second).release();
    expect(await countWaiting()).toBe(0);
  });
});

describe('readSharedConnection', () => {
  const read = (database: object) =>
    readSharedConnection(new ConfigReader({ backend: { database } }));

  it('finds the Postgres of all replicas', () => {
    const connection = { host: 'postgres', port: '5432' };
    expect(read({ client: 'pg', connection })).toEqual(connection);
    expect(read({ client: 'pg', connection: 'postgresql://a' })).toBe(
      'postgresql://a',
    );
  });

  it('finds none where there is none, or a password would be needed each time', () => {
    expect(
      read({ client: 'better-sqlite3', connection: ':memory:' }),
    ).toBeUndefined();
    expect(read({ client: 'pg', connection: { type: 'rds' } })).toBeUndefined();
  });
});
