import { createMockDirectory } from '@backstage/backend-test-utils';
import { z } from 'zod';
import {
  CONFIG_MAPS,
  configMap,
  pod,
  PODS,
  rollout,
  ROLLOUTS,
} from './__testUtils__/objects';
import { TestCluster, TestRequest } from './__testUtils__/TestCluster';

const CONFIG_MAP_TYPE = { group: '', plural: 'configmaps' };
const POD_KEY = {
  group: '',
  plural: 'pods',
  namespace: 'ecommerce',
  name: 'web',
};

const listSchema = z.object({
  metadata: z.object({
    resourceVersion: z.string(),
    continue: z.string().optional(),
  }),
  items: z.array(
    z.looseObject({ metadata: z.looseObject({ name: z.string() }) }),
  ),
});

describe('reads over the Kubernetes API', () => {
  const directory = createMockDirectory();
  let cluster: TestCluster;

  beforeEach(async () => {
    cluster = await TestCluster.start(directory.path, { historyLimit: 10 });
    for (const [name, labels] of [
      ['a', { app: 'web', tier: 'front' }],
      ['b', { app: 'web' }],
      ['c', { app: 'proxy', tier: 'front' }],
      ['d', {}],
    ] as const) {
      cluster.store.create(CONFIG_MAP_TYPE, configMap(name, labels));
    }
  });

  afterEach(async () => {
    await cluster.stop();
  });

  async function list(query = '', request: TestRequest = {}) {
    const { body } = await cluster.request(
      'GET',
      `${CONFIG_MAPS}?${query}`,
      request,
    );
    const parsed = listSchema.parse(body);
    return {
      ...parsed,
      names: parsed.items.map(({ metadata }) => metadata.name),
    };
  }

  it.each([
    ['', ['a', 'b', 'c', 'd']],
    ['app=web', ['a', 'b']],
    ['app==web,tier=front', ['a']],
    ['app!=web', ['c', 'd']],
    ['app in (web, proxy),tier', ['a', 'c']],
    ['app notin (web)', ['c', 'd']],
    ['!tier', ['b', 'd']],
  ])('selects by labels: %s', async (selector, names) => {
    const found = await list(`labelSelector=${encodeURIComponent(selector)}`);
    expect(found.names).toEqual(names);
  });

  it('selects by fields', async () => {
    expect((await list('fieldSelector=metadata.name%3Db')).names).toEqual([
      'b',
    ]);
    expect((await list('fieldSelector=metadata.name%21%3Db')).names).toEqual([
      'a',
      'c',
      'd',
    ]);

    cluster.store.create(POD_KEY, pod('web'));
    const { body } = await cluster.request(
      'GET',
      '/api/v1/pods?fieldSelector=status.phase%3DPending,spec.nodeName%3D',
    );
    expect(listSchema.parse(body).items).toHaveLength(1);
  });

  it('repeats the kind only in the items of custom resources', async () => {
    cluster.store.create(
      { group: 'argoproj.io', plural: 'rollouts' },
      rollout(),
    );

    const builtIn = await list();
    const custom = await cluster.request('GET', ROLLOUTS);

    expect(builtIn.items[0]).not.toHaveProperty('kind');
    expect(custom.body).toMatchObject({
      kind: 'RolloutList',
      apiVersion: 'argoproj.io/v1alpha1',
      items: [{ kind: 'Rollout', apiVersion: 'argoproj.io/v1alpha1' }],
    });
  });

  it('lists page by page, under the version of the first page', async () => {
    const first = await list('limit=3');
    cluster.store.create(CONFIG_MAP_TYPE, configMap('e'));
    const second = await list(
      `limit=3&continue=${first.metadata.continue ?? ''}`,
    );

    expect(first.names).toEqual(['a', 'b', 'c']);
    expect(second.names).toEqual(['d', 'e']);
    expect(second.metadata).toEqual({
      resourceVersion: first.metadata.resourceVersion,
    });
  });

  it('answers 410 where the next page is too old', async () => {
    const first = await list('limit=3');
    for (let count = 0; count < 20; count += 1) {
      cluster.store.create(CONFIG_MAP_TYPE, configMap(`later-${count}`));
    }
    const { status, body } = await cluster.request(
      'GET',
      `${CONFIG_MAPS}?continue=${first.metadata.continue ?? ''}`,
    );

    expect(status).toBe(410);
    expect(body).toMatchObject({ reason: 'Expired' });
  });

  it('lists all namespaces at once', async () => {
    cluster.store.create(CONFIG_MAP_TYPE, {
      ...configMap('z'),
      metadata: { name: 'z', namespace: 'default' },
    });

    const { body } = await cluster.request('GET', '/api/v1/configmaps');

    const names = listSchema
      .parse(body)
      .items.map(({ metadata }) => metadata.name);
    expect(names).toEqual(['z', 'a', 'b', 'c', 'd']);
  });

  it('gives the log of a container that started', async () => {
    cluster.store.create(POD_KEY, pod('web'));
    const setState = (ready: boolean, state: unknown) =>
      cluster.store.modify(
        POD_KEY,
        object => ({
          ...object,
          status: {
            containerStatuses: [
              { name: 'web', image: 'shop/web:1', ready, state },
            ],
          },
        }),
        { subresource: 'status' },
      );

    setState(false, { waiting: { reason: 'ImagePullBackOff' } });
    expect(
      await cluster.request('GET', `${PODS}/web/log`, { as: 'reader' }),
    ).toMatchObject({
      status: 400,
      body: {
        message:
          'container "web" in pod "web" is waiting to start: ImagePullBackOff',
      },
    });

    setState(true, { running: {} });
    const log = await cluster.fetch('GET', `${PODS}/web/log`, {
      as: 'reader',
    });
    expect(log.headers.get('content-type')).toMatch('text/plain');
    expect(await log.text()).toBe('starting shop/web:1\nready to serve\n');
  });

  it('counts what is asked, and by whom', async () => {
    await cluster.request('GET', ROLLOUTS);
    await cluster.request('GET', ROLLOUTS);
    await cluster.request('GET', ROLLOUTS, { as: 'reader' });

    expect(cluster.counter.snapshot()).toEqual({
      [`kubernetes:shop-dev:admin GET ${ROLLOUTS}`]: 2,
      [`kubernetes:shop-dev:reader GET ${ROLLOUTS}`]: 1,
    });
  });

  it('answers 429, late, or not at all, as long as it is told to', async () => {
    cluster.faults.set({ status429: true });
    const limited = await cluster.fetch('GET', ROLLOUTS);
    expect(limited.status).toBe(429);
    expect(limited.headers.get('retry-after')).toBe('1');
    expect(await limited.json()).toMatchObject({ reason: 'TooManyRequests' });

    cluster.faults.set({ status429: false, delayMillis: 60 });
    const start = performance.now();
    await cluster.request('GET', ROLLOUTS);
    expect(performance.now() - start).toBeGreaterThan(55);

    cluster.faults.set({ down: true });
    await expect(cluster.request('GET', ROLLOUTS)).rejects.toThrow();

    cluster.faults.heal();
    expect((await cluster.request('GET', ROLLOUTS)).status).toBe(200);
  });
});
