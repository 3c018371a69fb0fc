import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

const MIGRATIONS = resolvePackagePath(
  '@shop-portal/plugin-shop-monitoring-backend',
  'migrations',
);
const TABLE = 'firing_notices';

/** What somebody was told about an entity that alerts. */
export interface FiringNotice {
  entityRef: string;
  environment: string;
  title: string;
  /** When it began, in milliseconds since 1970. */
  since: number;
}

interface Row {
  entity_ref: string;
  environment: string;
  title: string;
  /** Postgres gives a bigint as text. */
  since: number | string;
}

/**
 * Remembers across restarts and replicas what was told, so that each thing is
 * told once.
 */
export class FiringNoticeStore {
  static async create(database: DatabaseService): Promise<FiringNoticeStore> {
    const db = await database.getClient();
    if (!database.migrations?.skip) {
      await db.migrate.latest({ directory: MIGRATIONS });
    }
    return new FiringNoticeStore(db);
  }

  private constructor(private readonly db: Knex) {}

  async list(): Promise<FiringNotice[]> {
    const rows = await this.db<Row>(TABLE).select();
    return rows.map(row => ({
      entityRef: row.entity_ref,
      environment: row.environment,
      title: row.title,
      since: Number(row.since),
    }));
  }

  async save(notice: FiringNotice): Promise<void> {
    await this.db<Row>(TABLE)
      .insert({
        entity_ref: notice.entityRef,
        environment: notice.environment,
        title: notice.title,
        since: notice.since,
      })
      .onConflict(['entity_ref', 'environment'])
      .merge();
  }

  async remove({ entityRef, environment }: FiringNotice): Promise<void> {
    await this.db<Row>(TABLE)
      .where({ entity_ref: entityRef, environment })
      .delete();
  }
}
