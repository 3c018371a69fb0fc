import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  parseRollout,
  RolloutObject,
} from '@shop-portal/plugin-shop-rollouts-common';
import { DatabaseOperationStore } from './DatabaseOperationStore';
import { OperationDraft } from './OperationStore';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const TABLES = [
  'operations',
  'operation_steps',
  'accepted_promotions',
  'delivery_notices',
];

const seen = {
  uid: 'e3db4ff4-e420-451b-937a-18ade148fc19',
  generation: 3,
  podHash: '6689f997c5',
  stableHash: '57bd89c9bb',
  pauseConditions: [
    { reason: 'BlueGreenPause', startTime: '2026-11-22T09:34:07Z' },
  ],
};

const before = requireRollout({
  metadata: {
    name: 'storefront',
    namespace: 'ecommerce',
    uid: seen.uid,
    generation: 3,
  },
  spec: { replicas: 2 },
  status: { currentPodHash: '6689f997c5', phase: 'Paused' },
});

function requireRollout(value: unknown): RolloutObject {
  const rollout = parseRollout(value);
  if (!rollout) {
    throw new Error('The test Rollout cannot be read');
  }
  return rollout;
}

const context = { seen, before };

function draft(changes: Partial<OperationDraft> = {}): OperationDraft {
  return {
    entityRef: 'component:default/storefront',
    environment: 'prod',
    target: {
      kind: 'rollout',
      cluster: 'shop-prod',
      namespace: 'ecommerce',
      name: 'storefront',
    },
    action: 'promote',
    requestedBy: 'user:default/olga.petrova',
    requestedAt: '2026-11-22T14:02:06.000Z',
    from: { hash: '57bd89c9bb', tag: '826a72c4' },
    to: { hash: '6689f997c5', tag: '9f31c02' },
    ...changes,
  };
}

describe.each(databases.eachSupportedId())(
  'DatabaseOperationStore on %s',
  databaseId => {
    async function createStore() {
      const knex = await databases.init(databaseId);
      return await DatabaseOperationStore.create(
        mockServices.database({ knex, migrations: { skip: false } }),
      );
    }

    it('keeps an operation with its steps in order, newest operation first', async () => {
      const store = await createStore();
      const first = await store.begin(draft(), context);
      await store.record(first.id, { phase: 'accepted' });
      await store.record(first.id, { phase: 'nudged', note: 'no reaction' });
      await store.record(first.id, { phase: 'done' });
      await store.refuse(
        draft({
          requestedBy: 'user:default/vera.ito',
          requestedAt: '2026-11-22T14:03:00.000Z',
          reason: 'looks good',
        }),
        'Only operators promote in prod.',
      );

      const [refused, done] = await store.list({ limit: 10 });

      expect(refused).toMatchObject({
        phase: 'refused',
        requestedBy: 'user:default/vera.ito',
        reason: 'looks good',
        message: 'Only operators promote in prod.',
      });
      expect(done).toMatchObject({
        ...draft(),
        id: first.id,
        phase: 'done',
        steps: [
          { phase: 'accepted' },
          { phase: 'nudged', note: 'no reaction' },
          { phase: 'done' },
        ],
        seen,
        before,
        answered: true,
      });
    });

    it('lists by entity and by target', async () => {
      const store = await createStore();
      await store.refuse(draft(), 'no');
      await store.refuse(
        draft({ entityRef: 'component:default/discounts' }),
        'no',
      );
      const elsewhere = { ...draft().target, name: 'discounts' };
      await store.refuse(draft({ target: elsewhere }), 'no');

      expect(
        await store.list({
          entityRefs: ['component:default/discounts'],
          limit: 10,
        }),
      ).toHaveLength(1);
      expect(await store.list({ targets: [elsewhere], limit: 10 })).toEqual([
        expect.objectContaining({ target: elsewhere }),
      ]);
      expect(await store.list({ limit: 2 })).toHaveLength(2);
      const { id } = await store.begin(draft(), context);
      await store.record(id, { phase: 'accepted' });
      expect(await store.list({ limit: 10, withoutRefused: true })).toEqual([
        expect.objectContaining({ id }),
      ]);
    });

    it('goes back to the tables that it began with', async () => {
      const knex = await databases.init(databaseId);
      await DatabaseOperationStore.create(
        mockServices.database({ knex, migrations: { skip: false } }),
      );
      const directory = resolvePackagePath(
        '@shop-portal/plugin-shop-rollouts-backend',
        'migrations',
      );
      await knex.migrate.rollback({ directory }, true);
      for (const table of TABLES) {
        expect(await knex.schema.hasTable(table)).toBe(false);
      }
      await knex.migrate.latest({ directory });
      for (const table of TABLES) {
        expect(await knex.schema.hasTable(table)).toBe(true);
      }
    });

    it('records a phase once and never leaves a final phase', async () => {
      const store = await createStore();
      const { id } = await store.begin(draft(), context);
      await Promise.all([
        store.record(id, { phase: 'accepted' }),
        store.record(id, { phase: 'accepted' }),
      ]);
      await store.record(id, { phase: 'done' });
      const after = await store.record(id, { phase: 'stuck' });

      expect(after.phase).toBe('done');
      expect(after.steps.filter(step => step.phase === 'accepted')).toEqual([
        expect.anything(),
      ]);
    });

    it('accepts one of several promotions of the same pause, and every abort', async () => {
      const store = await createStore();
      const promotions = await Promise.all(
        [1, 2, 3].map(() => store.begin(draft(), context)),
      );
      const accepted = await Promise.all(
        promotions.map(operation => store.accept(operation)),
      );
      const [winner, ...rest] = accepted.filter(operation => operation);
      expect(rest).toEqual([]);
      expect(winner).toMatchObject({ phase: 'accepted', answered: true });
      expect(await store.accept(promotions[0])).toEqual(
        promotions[0].id === winner?.id ? winner : undefined,
      );

      const nextPause = {
        ...seen,
        pauseConditions: [
          { reason: 'BlueGreenPause', startTime: '2026-11-22T09:40:00Z' },
        ],
      };
      const next = await store.begin(draft(), { before, seen: nextPause });
      expect(await store.accept(next)).toBeDefined();
      for (const abort of await Promise.all(
        [1, 2].map(() => store.begin(draft({ action: 'abort' }), context)),
      )) {
        expect(await store.accept(abort)).toBeDefined();
      }
    });

    it('lets exactly one of several followers nudge', async () => {
      const store = await createStore();
      const { id } = await store.begin(draft(), context);

      const claims = await Promise.all(
        [1, 2, 3].map(() => store.claimNudge(id)),
      );

      expect(claims.filter(claimed => claimed)).toHaveLength(1);
    });

    it('gives what nobody keeps to exactly one of several processes', async () => {
      const store = await createStore();
      const kept = await store.begin(draft(), context);
      const left = await store.begin(draft(), context);
      const silent = await store.begin(draft(), context);
      const done = await store.begin(draft(), context);
      await store.record(left.id, { phase: 'taken' });
      await store.record(done.id, { phase: 'done' });
      const soon = Date.now() + 1_000;
      const clock = jest.spyOn(Date, 'now').mockReturnValue(soon);
      await store.keep([kept.id]);
      await store.leave([left.id, done.id]);

      const query = {
        requestedAfter: new Date(0),
        keptBefore: new Date(soon),
      };
      const taken = await Promise.all(
        [1, 2, 3].map(() => store.takeAbandoned(query)),
      );
      clock.mockRestore();
      expect(
        taken
          .flat()
          .map(({ id, answered }) => [id, answered])
          .sort(),
      ).toEqual(
        [
          [left.id, true],
          [silent.id, false],
        ].sort(),
      );
      expect(
        await store.takeAbandoned({
          requestedAfter: new Date(),
          keptBefore: new Date(soon + 1),
        }),
      ).toEqual([]);
    });

    it('hides what is only sent from lists, but not from a resuming follower or a rival', async () => {
      const store = await createStore();
      const mine = await store.begin(draft(), context);
      const theirs = await store.begin(
        draft({ requestedBy: 'user:default/piet.maas' }),
        context,
      );
      const other = await store.begin(draft(), {
        before,
        seen: { ...seen, generation: 4 },
      });

      expect(await store.list({ limit: 10 })).toEqual([]);
      const abandoned = await store.takeAbandoned({
        requestedAfter: new Date(0),
        keptBefore: new Date(Date.now() + 1),
      });
      expect(abandoned.map(({ id }) => id).sort()).toEqual(
        [mine.id, theirs.id, other.id].sort(),
      );
      const { target } = mine;
      expect(await store.listRivals(target, seen)).toEqual({
        pending: [
          expect.objectContaining({ id: mine.id, answered: false }),
          expect.objectContaining({ id: theirs.id, answered: false }),
        ],
        accepted: [],
      });

      await store.record(theirs.id, { phase: 'accepted' });
      await store.record(mine.id, { phase: 'refused' });
      await store.explain(mine.id, 'Piet Maas was faster.');
      expect(await store.listRivals(target, seen)).toEqual({
        pending: [],
        accepted: [
          expect.objectContaining({ requestedBy: 'user:default/piet.maas' }),
        ],
      });
      expect(await store.get(mine.id)).toMatchObject({
        phase: 'refused',
        message: 'Piet Maas was faster.',
      });
    });
  },
);
