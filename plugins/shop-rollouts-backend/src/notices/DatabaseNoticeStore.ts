import { Knex } from 'knex';
import { NoticeKey, NoticeStore } from './NoticeStore';

const TABLE = 'delivery_notices';

function toRow({ target, release, event }: NoticeKey) {
  return { target_key: target, release, event };
}

/** Keeps what was told in the plugin's database. */
export class DatabaseNoticeStore implements NoticeStore {
  static create(db: Knex): DatabaseNoticeStore {
    return new DatabaseNoticeStore(db);
  }

  private constructor(private readonly db: Knex) {}

  async isKnown(target: string): Promise<boolean> {
    const row = await this.db(TABLE).where({ target_key: target }).first();
    return row !== undefined;
  }

  async claim(key: NoticeKey): Promise<boolean> {
    const inserted = await this.db(TABLE)
      .insert({ ...toRow(key), at: Date.now() })
      .onConflict(['target_key', 'release', 'event'])
      .ignore()
      .returning('event');
    return inserted.length > 0;
  }

  async release(key: NoticeKey): Promise<void> {
    await this.db(TABLE).where(toRow(key)).delete();
  }
}
