import { Config } from '@backstage/config';
import knexFactory, { Knex } from 'knex';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MILLIS = 500;

type PostgresConnection = Knex.PgConnectionConfig & {
  /** Of Backstage: where the password comes from. */
  type?: string;
};

/**
 * Lets one replica at a time start. It is a lock of a connection to Postgres,
 * so it goes with the process, however that ends.
 */
export class StartLock {
  /** Waits until no other replica starts. */
  static async acquire(
    connection: string | Knex.PgConnectionConfig,
  ): Promise<StartLock> {
    const database = knexFactory({
      client: 'pg',
      connection,
      // The lock belongs to the one connection.
      pool: { min: 1, max: 1 },
    });
    try {
      // A statement that waits would hold up what the other replica does to
      // its indexes, so this asks again and again.
      while (!(await tryToLock(database))) {
        await delay(POLL_MILLIS);
      }
    } catch (error) {
      await database.destroy();
      throw error;
    }
    return new StartLock(database);
  }

  private constructor(private readonly database: Knex) {}

  async release(): Promise<void> {
    await this.database.destroy();
  }
}

async function tryToLock(database: Knex): Promise<boolean> {
  const { rows } = await database.raw(
    "select pg_try_advisory_lock(hashtext('shop-portal')) as locked",
  );
  return rows[0].locked;
}

/**
 * How to reach the Postgres that all replicas share. There is none on a
 * laptop, and none whose password is made anew for each connection.
 */
export function readSharedConnection(
  config: Config,
): string | Knex.PgConnectionConfig | undefined {
  const database = config.getConfig('backend.database');
  if (database.getString('client') !== 'pg') {
    return undefined;
  }
  const connection = database.get<string | PostgresConnection>('connection');
  return typeof connection === 'string' ||
    (connection.type ?? 'default') === 'default'
    ? connection
    : undefined;
}
