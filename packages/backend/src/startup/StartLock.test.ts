import { TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { Knex } from 'knex';
import { setTimeout as delay } from 'node:timers/promises';
import { readSharedConnection, StartLock } from './StartLock';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

const describeOnPostgres = databases.supports('POSTGRES_18')
  ? describe
  : describe.skip;

describeOnPostgres('StartLock (on Postgres, which `npm test` brings)', () => {
  let database: Knex;
  let first: StartLock;

  beforeEach(async () => {
    database = await databases.init('POSTGRES_18');
    first = await StartLock.acquire(database.client.config.connection);
  });

  it('lets replicas start one after another', async () => {
    const second = StartLock.acquire(database.client.config.connection);
    await expect(Promise.race([second, delay(1_200, 'waits')])).resolves.toBe(
      'waits',
    );

    await first.release();
    await (await second).release();
  });

  it('does not hold up the migrations of the replica that starts', async () => {
    const second = StartLock.acquire(database.client.config.connection);
    await database.raw('create table things (name text)');
    await expect(
      database.raw('create index concurrently things_idx on things (name)'),
    ).resolves.toMatchObject({ command: 'CREATE' });
    await first.release();
    await (await second).release();
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
