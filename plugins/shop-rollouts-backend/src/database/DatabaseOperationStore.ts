import { randomUUID } from 'crypto';
import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  DeliveryTarget,
  SeenState,
} from '@shop-portal/plugin-shop-rollouts-common';
import { Knex } from 'knex';
import {
  AbandonedQuery,
  OperationDraft,
  OperationQuery,
  OperationStep,
  OperationStore,
  RolloutContext,
  StoredOperation,
} from './OperationStore';
import {
  AcceptedPromotionRow,
  OperationRow,
  seenKey,
  SENT,
  StepRow,
  toOperation,
  toRow,
} from './operationRows';
import { targetKey } from './targetKey';

const ACCEPTED_PHASES = [
  'accepted',
  'nudged',
  'stuck',
  'taken',
  'done',
  'diverted',
];
const UNFINISHED_PHASES = [SENT, 'accepted', 'nudged', 'stuck', 'taken'];
const FINAL_PHASES = ['done', 'diverted', 'failed', 'refused'];

/** Keeps operations in the plugin's database, SQLite or Postgres. */
export class DatabaseOperationStore implements OperationStore {
  static async create(
    database: DatabaseService,
  ): Promise<DatabaseOperationStore> {
    const client = await database.getClient();
    if (!database.migrations?.skip) {
      await client.migrate.latest({
        directory: resolvePackagePath(
          '@shop-portal/plugin-shop-rollouts-backend',
          'migrations',
        ),
      });
    }
    return new DatabaseOperationStore(client);
  }

  private constructor(private readonly db: Knex) {}

  async begin(
    draft: OperationDraft,
    context?: RolloutContext,
  ): Promise<StoredOperation> {
    const id = randomUUID();
    await this.db<OperationRow>('operations').insert(
      toRow(id, SENT, draft, context),
    );
    return {
      ...draft,
      ...context,
      id,
      phase: 'accepted',
      steps: [],
      answered: false,
    };
  }

  async refuse(
    draft: OperationDraft,
    message: string,
  ): Promise<StoredOperation> {
    const operation = await this.begin(draft);
    return await this.record(operation.id, { phase: 'refused', message });
  }

  async record(id: string, step: OperationStep): Promise<StoredOperation> {
    await this.db.transaction(async tx => {
      const recorded = await tx<StepRow>('operation_steps')
        .insert({
          operation_id: id,
          phase: step.phase,
          at: Date.now(),
          note: step.note,
        })
        .onConflict(['operation_id', 'phase'])
        .ignore()
        .returning('phase');
      if (recorded.length > 0) {
        await tx<OperationRow>('operations')
          .where({ id })
          .whereNotIn('phase', FINAL_PHASES)
          .update({
            phase: step.phase,
            ...(step.message === undefined ? {} : { message: step.message }),
          });
      }
    });
    const operation = await this.get(id);
    if (!operation) {
      throw new NotFoundError(`There is no operation ${id}`);
    }
    return operation;
  }

  async accept(
    operation: StoredOperation,
  ): Promise<StoredOperation | undefined> {
    const { id, seen } = operation;
    if (isPromotion(operation) && seen && seen.pauseConditions.length > 0) {
      const key = { seen_key: seenKey(seen) };
      const promotions = () =>
        this.db<AcceptedPromotionRow>('accepted_promotions');
      await promotions()
        .insert({ ...key, operation_id: id })
        .onConflict('seen_key')
        .ignore();
      const winner = await promotions().where(key).first();
      if (winner?.operation_id !== id) {
        return undefined;
      }
    }
    return await this.record(id, { phase: 'accepted' });
  }

  async claimNudge(id: string): Promise<boolean> {
    const claimed = await this.db<OperationRow>('operations')
      .where({ id })
      .whereNull('nudged_at')
      .update({ nudged_at: Date.now() });
    return claimed === 1;
  }

  async get(id: string): Promise<StoredOperation | undefined> {
    const rows = await this.db<OperationRow>('operations').where({ id });
    const [operation] = await this.withSteps(rows);
    return operation;
  }

  async list(query: OperationQuery): Promise<StoredOperation[]> {
    const { entityRefs, targets, requestedAfter, withoutRefused } = query;
    const rows = await this.db<OperationRow>('operations')
      .whereNot('phase', SENT)
      .modify(builder => {
        if (entityRefs) {
          builder.whereIn('entity_ref', entityRefs);
        }
        if (targets) {
          builder.whereIn('target_key', targets.map(targetKey));
        }
        if (withoutRefused) {
          builder.whereNot('phase', 'refused');
        }
        if (requestedAfter) {
          builder.where('requested_at', '>', requestedAfter.getTime());
        }
      })
      .orderBy('requested_at', 'desc')
      .limit(query.limit);
    return await this.withSteps(rows);
  }

  async keep(ids: string[]): Promise<void> {
    await this.setKept(ids, Date.now());
  }

  async leave(ids: string[]): Promise<void> {
    await this.setKept(ids, 0);
  }

  async takeAbandoned({
    requestedAfter,
    keptBefore,
  }: AbandonedQuery): Promise<StoredOperation[]> {
    const rows = await this.db<OperationRow>('operations')
      .whereIn('phase', UNFINISHED_PHASES)
      .where('requested_at', '>', requestedAfter.getTime())
      .where('kept_at', '<', keptBefore.getTime())
      .update({ kept_at: Date.now() })
      .returning('*');
    return await this.withSteps(
      rows.sort((a, b) => Number(a.requested_at) - Number(b.requested_at)),
    );
  }

  async explain(id: string, message: string): Promise<void> {
    await this.db<OperationRow>('operations').where({ id }).update({ message });
  }

  async listRivals(target: DeliveryTarget, seen: SeenState) {
    const rows = await this.db<OperationRow>('operations')
      .where({ target_key: targetKey(target), seen_key: seenKey(seen) })
      .whereIn('phase', [SENT, ...ACCEPTED_PHASES])
      .orderBy('requested_at', 'asc');
    return {
      pending: await this.withSteps(rows.filter(row => row.phase === SENT)),
      accepted: await this.withSteps(rows.filter(row => row.phase !== SENT)),
    };
  }

  private async setKept(ids: string[], at: number): Promise<void> {
    if (ids.length > 0) {
      await this.db<OperationRow>('operations')
        .whereIn('id', ids)
        .update({ kept_at: at });
    }
  }

  private async withSteps(rows: OperationRow[]): Promise<StoredOperation[]> {
    if (rows.length === 0) {
      return [];
    }
    const steps = await this.db<StepRow>('operation_steps')
      .whereIn(
        'operation_id',
        rows.map(row => row.id),
      )
      .orderBy('at', 'asc');
    return rows.map(row =>
      toOperation(
        row,
        steps.filter(step => step.operation_id === row.id),
      ),
    );
  }
}

function isPromotion({ action }: StoredOperation): boolean {
  return action === 'promote' || action === 'promote-full';
}
