import { createMockDirectory } from '@backstage/backend-test-utils';
import { z } from 'zod';
import { CONFIG_MAPS, configMap } from './__testUtils__/objects';
import { TestCluster } from './__testUtils__/TestCluster';

const TYPE = { group: '', plural: 'configmaps' };

const eventSchema = z.object({
  type: z.string(),
  object: z.looseObject({
    metadata: z.looseObject({
      name: z.string().optional(),
      resourceVersion: z.string().optional(),
    }),
  }),
});

describe('watches over the Kubernetes API', () => {
  const directory = createMockDirectory();
  let cluster: TestCluster;

  beforeEach(async () => {
    cluster = await TestCluster.start(directory.path, {
      historyLimit: 10,
      bookmarkMillis: 200,
    });
  });

  afterEach(async () => {
    await cluster.stop();
  });

  function create(name: string, labels?: Record<string, string>) {
    return cluster.store.create(TYPE, configMap(name, labels));
  }

  function keyOf(name: string) {
    return { ...TYPE, namespace: 'ecommerce', name };
  }

  function label(name: string, labels: Record<string, string>) {
    return cluster.store.modify(keyOf(name), object => ({
      ...object,
      metadata: { ...object.metadata, labels },
    }));
  }

  /** Reads a watch event by event; `summary` is type and name. */
  function watch(query: string, path = CONFIG_MAPS) {
    const aborter = new AbortController();
    const lines = cluster.watch(`${path}?watch=true&${query}`, {
      as: 'reader',
      signal: aborter.signal,
    });
    const next = async () => {
      const { value, done } = await lines.next();
      return done ? undefined : eventSchema.parse(value);
    };
    return {
      next,
      summary: async () => {
        const event = await next();
        return event && `${event.type} ${event.object.metadata.name}`;
      },
      stop: () => aborter.abort(),
    };
  }

  it('sends what changes after a version, and nothing twice', async () => {
    const { metadata } = create('a');
    create('b');
    const watching = watch(`resourceVersion=${metadata.resourceVersion}`);

    expect(await watching.summary()).toBe('ADDED b');
    label('a', { app: 'web' });
    expect(await watching.next()).toMatchObject({
      type: 'MODIFIED',
      object: { kind: 'ConfigMap', metadata: { labels: { app: 'web' } } },
    });
    cluster.store.delete(keyOf('b'));
    expect(await watching.summary()).toBe('DELETED b');
    watching.stop();
  });

  it('starts with what is there where no version is given', async () => {
    create('a');
    const watching = watch('');

    expect(await watching.summary()).toBe('ADDED a');
    create('b');
    expect(await watching.summary()).toBe('ADDED b');
    watching.stop();
  });

  it('tells of objects that enter and leave the selection', async () => {
    create('a', { app: 'web' });
    create('b', { app: 'proxy' });
    const watching = watch('labelSelector=app%3Dweb');

    expect(await watching.summary()).toBe('ADDED a');
    label('b', { app: 'web' });
    expect(await watching.summary()).toBe('ADDED b');
    const { metadata } = label('a', { app: 'proxy' });
    expect(await watching.next()).toMatchObject({
      type: 'DELETED',
      object: {
        metadata: {
          labels: { app: 'web' },
          resourceVersion: metadata.resourceVersion,
        },
      },
    });
    watching.stop();
  });

  it('watches one object', async () => {
    create('a');
    create('b');
    const watching = watch('', `${CONFIG_MAPS}/b`);

    expect(await watching.summary()).toBe('ADDED b');
    label('a', { app: 'web' });
    label('b', { app: 'web' });
    expect(await watching.summary()).toBe('MODIFIED b');
    watching.stop();
  });

  it('sends bookmarks, and ends at its time', async () => {
    const { metadata } = create('a');
    const start = performance.now();
    const watching = watch(
      `resourceVersion=${metadata.resourceVersion}&allowWatchBookmarks=true&timeoutSeconds=1`,
    );

    const bookmarks: unknown[] = [];
    for (
      let event = await watching.next();
      event;
      event = await watching.next()
    ) {
      bookmarks.push(event);
    }

    expect(performance.now() - start).toBeGreaterThan(900);
    // One for each fifth of a second.
    expect(bookmarks.length).toBeGreaterThanOrEqual(3);
    expect(bookmarks.at(-1)).toEqual({
      type: 'BOOKMARK',
      object: {
        kind: 'ConfigMap',
        apiVersion: 'v1',
        metadata: { resourceVersion: metadata.resourceVersion },
      },
    });
  });

  it('answers 200 and an error to a version that is too old', async () => {
    for (let count = 0; count < 20; count += 1) {
      create(`map-${count}`);
    }
    const watching = watch('resourceVersion=1');

    expect(await watching.next()).toEqual({
      type: 'ERROR',
      object: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: expect.stringMatching(/^too old resource version: 1 \(\d+\)$/),
        reason: 'Expired',
        code: 410,
      },
    });
    expect(await watching.next()).toBeUndefined();
  });

  it('ends the running watches when their versions expire', async () => {
    create('a');
    const watching = watch('');
    expect(await watching.summary()).toBe('ADDED a');

    cluster.server.expireWatches();

    expect(await watching.next()).toMatchObject({
      type: 'ERROR',
      object: { code: 410 },
    });
    expect(await watching.next()).toBeUndefined();
  });

  it('is silent until a version that is still to come', async () => {
    const { metadata } = create('a');
    const future = Number(metadata.resourceVersion) + 2;
    const watching = watch(`resourceVersion=${future}`);
    // The request is answered before the changes are made.
    const next = watching.summary();
    const other = watch('');
    await other.next();

    create('b');
    create('c');
    create('d');

    expect(await next).toBe('ADDED d');
    watching.stop();
    other.stop();
  });

  it('refuses to stream a list, so that clients fall back to a plain one', async () => {
    const { status } = await cluster.request(
      'GET',
      `${CONFIG_MAPS}?watch=true&sendInitialEvents=true`,
    );

    expect(status).toBe(400);
  });

  it('is cut when the server goes down', async () => {
    create('a');
    const watching = watch('');
    expect(await watching.summary()).toBe('ADDED a');

    cluster.faults.set({ down: true });

    await expect(watching.next()).rejects.toThrow();
  });
});
