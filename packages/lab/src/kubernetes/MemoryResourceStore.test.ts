import { MemoryResourceStore } from './MemoryResourceStore';
import { DraftObject, ResourceType, StoreEvent } from './ResourceStore';

const ROLLOUTS: ResourceType = { group: 'argoproj.io', plural: 'rollouts' };
const REPLICA_SETS: ResourceType = { group: 'apps', plural: 'replicasets' };
const KEY = { ...ROLLOUTS, namespace: 'ecommerce', name: 'storefront' };

function rollout(spec: unknown = { replicas: 3 }): DraftObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'storefront', namespace: 'ecommerce' },
    spec,
  };
}

function createStore(): MemoryResourceStore {
  return MemoryResourceStore.create({
    cluster: 'shop-dev',
    namespaces: ['ecommerce'],
  });
}

/** What the listeners hear from now on; `settled` waits for all of it. */
function record(store: MemoryResourceStore) {
  const events: StoreEvent[] = [];
  store.subscribe(event => events.push(event));
  return { events, settled: () => new Promise(setImmediate) };
}

describe('MemoryResourceStore', () => {
  it('goes on after a restart with the same uids and versions', () => {
    const store = createStore();
    const created = store.create(ROLLOUTS, rollout());

    const restored = MemoryResourceStore.create({
      cluster: 'shop-dev',
      snapshot: JSON.parse(JSON.stringify(store.snapshot())),
    });

    expect(restored.get(KEY)).toEqual(created);
    expect(restored.resourceVersion).toBe(store.resourceVersion);
    const changed = restored.modify(KEY, () => rollout({ replicas: 4 }));
    expect(Number(changed.metadata.resourceVersion)).toBeGreaterThan(
      Number(created.metadata.resourceVersion),
    );
    expect(changed.metadata.uid).toBe(created.metadata.uid);
  });

  it('hands out copies', () => {
    const store = createStore();
    const created = store.create(ROLLOUTS, rollout());

    created.spec = 'changed';
    const [listed] = store.list(ROLLOUTS);
    listed.metadata.labels = { changed: 'yes' };

    expect(store.get(KEY)).toMatchObject({ spec: { replicas: 3 } });
    expect(store.get(KEY)?.metadata.labels).toBeUndefined();
  });

  it('tells listeners of changes in order, after the write, with what was before', async () => {
    const store = createStore();
    const { events, settled } = record(store);
    await settled();
    events.length = 0;

    store.create(ROLLOUTS, rollout());
    store.modify(KEY, object => ({ ...object, spec: { replicas: 4 } }));
    store.delete(KEY);
    expect(events).toEqual([]);
    await settled();

    expect(
      events.map(({ type, object, previous }) => [
        type,
        object.spec,
        previous?.spec,
      ]),
    ).toEqual([
      ['ADDED', { replicas: 3 }, undefined],
      ['MODIFIED', { replicas: 4 }, { replicas: 3 }],
      ['DELETED', { replicas: 4 }, { replicas: 4 }],
    ]);
  });

  it('delivers what a listener writes after what it was told', async () => {
    const store = createStore();
    store.subscribe(event => {
      if (event.type === 'ADDED' && event.resource.plural === 'rollouts') {
        store.modify(KEY, object => ({ ...object, status: { seen: true } }), {
          subresource: 'status',
        });
      }
    });
    const { events, settled } = record(store);

    store.create(ROLLOUTS, rollout());
    await settled();

    const ofRollout = events.filter(
      ({ resource }) => resource.plural === 'rollouts',
    );
    expect(ofRollout.map(({ type }) => type)).toEqual(['ADDED', 'MODIFIED']);
  });

  it('raises nothing for a write without a change', async () => {
    const store = createStore();
    const created = store.create(ROLLOUTS, rollout());
    const { events, settled } = record(store);
    await settled();
    events.length = 0;

    const replaced = store.modify(KEY, () => rollout());
    await settled();

    expect(replaced).toEqual(created);
    expect(events).toEqual([]);
  });

  it('marks the event of a lost write', async () => {
    const store = createStore();
    store.create(ROLLOUTS, rollout());
    const { events, settled } = record(store);
    await settled();

    store.modify(KEY, object => ({ ...object, status: { abort: true } }), {
      subresource: 'status',
      lost: true,
    });
    await settled();

    expect(events.at(-1)).toMatchObject({
      type: 'MODIFIED',
      lost: true,
      object: { status: { abort: true } },
    });
  });

  it('deletes what only the deleted object owned', () => {
    const store = createStore();
    const owner = store.create(ROLLOUTS, rollout());
    const other = store.create(ROLLOUTS, {
      ...rollout(),
      metadata: { name: 'discounts', namespace: 'ecommerce' },
    });
    const ownedBy = (...owners: Array<typeof owner>) =>
      owners.map(({ apiVersion, kind, metadata: { name, uid } }) => ({
        apiVersion,
        kind,
        name,
        uid,
      }));
    for (const [name, ownerReferences] of [
      ['owned', ownedBy(owner)],
      ['shared', ownedBy(owner, other)],
      ['free', []],
    ] as const) {
      store.create(REPLICA_SETS, {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: {
          name,
          namespace: 'ecommerce',
          ownerReferences: [...ownerReferences],
        },
      });
    }

    store.delete(KEY);

    const left = store.list(REPLICA_SETS);
    expect(left.map(({ metadata }) => metadata.name)).toEqual([
      'shared',
      'free',
    ]);
    expect(left[0].metadata.ownerReferences).toEqual(ownedBy(other));
  });

  it('empties a namespace that is deleted', () => {
    const store = createStore();
    store.create(ROLLOUTS, rollout());

    store.delete({ group: '', plural: 'namespaces', name: 'ecommerce' });

    expect(store.list(ROLLOUTS)).toEqual([]);
  });

  it('forgets events after an hour', () => {
    jest.useFakeTimers({ now: new Date('2026-11-22T09:00:00Z') });
    try {
      const store = createStore();
      const create = (name: string) =>
        store.create(
          { group: '', plural: 'events' },
          {
            apiVersion: 'v1',
            kind: 'Event',
            metadata: { name, namespace: 'ecommerce' },
          },
        );
      create('old');
      jest.setSystemTime(new Date('2026-11-22T10:00:01Z'));
      create('new');

      const left = store.list({ group: '', plural: 'events' });
      expect(left.map(({ metadata }) => metadata.name)).toEqual(['new']);
    } finally {
      jest.useRealTimers();
    }
  });
});
