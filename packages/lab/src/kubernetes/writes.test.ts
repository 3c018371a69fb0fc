import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  CONFIG_MAPS,
  configMap,
  rollout,
  ROLLOUTS,
} from './__testUtils__/objects';
import { TestCluster } from './__testUtils__/TestCluster';

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';
const PAUSED = {
  phase: 'Paused',
  currentPodHash: '6b7f',
  pauseConditions: [
    { reason: 'BlueGreenPause', startTime: '2026-11-22T09:00:00Z' },
  ],
};
const TEST_FAILED = {
  status: 422,
  body: {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: 'the server rejected our request due to an error in our request',
    reason: 'Invalid',
    details: {},
    code: 422,
  },
};

describe('writes over the Kubernetes API', () => {
  const directory = createMockDirectory();
  let cluster: TestCluster;

  beforeEach(async () => {
    cluster = await TestCluster.start(directory.path);
  });

  afterEach(async () => {
    await cluster.stop();
  });

  const KEY = {
    group: 'argoproj.io',
    plural: 'rollouts',
    namespace: 'ecommerce',
    name: 'storefront',
  };

  function pausedRollout() {
    cluster.store.create(KEY, rollout());
    return cluster.store.modify(
      KEY,
      object => ({ ...object, status: PAUSED }),
      { subresource: 'status' },
    );
  }

  function promotion(paused: ReturnType<typeof pausedRollout>) {
    return {
      contentType: JSON_PATCH,
      body: [
        { op: 'test', path: '/metadata/uid', value: paused.metadata.uid },
        {
          op: 'test',
          path: '/metadata/generation',
          value: paused.metadata.generation,
        },
        { op: 'test', path: '/status/currentPodHash', value: '6b7f' },
        {
          op: 'test',
          path: '/status/pauseConditions',
          value: PAUSED.pauseConditions,
        },
        { op: 'remove', path: '/status/pauseConditions' },
      ],
    };
  }

  it('creates without the status that was sent, and counts generations', async () => {
    const created = await cluster.request('POST', ROLLOUTS, {
      body: { ...rollout(), status: PAUSED },
    });
    expect(created).toEqual({
      status: 201,
      body: {
        ...rollout(),
        metadata: {
          ...rollout().metadata,
          uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
          resourceVersion: expect.stringMatching(/^\d+$/),
          creationTimestamp: expect.stringMatching(/^[-0-9]+T[0-9:]+Z$/),
          generation: 1,
        },
      },
    });

    const relabelled = await cluster.request(
      'PATCH',
      `${ROLLOUTS}/storefront`,
      {
        contentType: MERGE_PATCH,
        body: { metadata: { labels: { app: 'storefront' } } },
      },
    );
    expect(relabelled.body).toMatchObject({ metadata: { generation: 1 } });

    const scaled = await cluster.request('PATCH', `${ROLLOUTS}/storefront`, {
      contentType: MERGE_PATCH,
      body: { spec: { replicas: 4 }, status: PAUSED },
    });
    expect(scaled.body).toMatchObject({ metadata: { generation: 2 } });
    expect(scaled.body).not.toHaveProperty('status');
  });

  it('changes only the status through the status subresource', async () => {
    cluster.store.create(KEY, rollout());

    const { status, body } = await cluster.request(
      'PATCH',
      `${ROLLOUTS}/storefront/status`,
      {
        contentType: MERGE_PATCH,
        body: { spec: { replicas: 9 }, status: { phase: 'Healthy' } },
      },
    );

    expect(status).toBe(200);
    expect(body).toMatchObject({
      metadata: { generation: 1 },
      spec: { replicas: 3 },
      status: { phase: 'Healthy' },
    });
  });

  it('lets a guarded promotion through exactly once', async () => {
    const paused = pausedRollout();

    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        cluster.request(
          'PATCH',
          `${ROLLOUTS}/storefront/status`,
          promotion(paused),
        ),
      ),
    );

    const accepted = answers.filter(({ status }) => status === 200);
    expect(accepted).toHaveLength(1);
    expect(accepted[0].body).toMatchObject({
      status: { phase: 'Paused', currentPodHash: '6b7f' },
    });
    expect(accepted[0].body).not.toHaveProperty('status.pauseConditions');
    for (const refused of answers.filter(answer => answer !== accepted[0])) {
      expect(refused).toEqual(TEST_FAILED);
    }
  });

  it('refuses a promotion of a template that the controller has not seen', async () => {
    const paused = pausedRollout();
    cluster.store.modify(KEY, object => ({ ...object, spec: { replicas: 5 } }));

    const answer = await cluster.request(
      'PATCH',
      `${ROLLOUTS}/storefront/status`,
      promotion(paused),
    );

    expect(answer).toEqual(TEST_FAILED);
  });

  it('stores nothing when a promotion goes to the main resource', async () => {
    const paused = pausedRollout();

    const answer = await cluster.request(
      'PATCH',
      `${ROLLOUTS}/storefront`,
      promotion(paused),
    );

    expect(answer).toEqual({ status: 200, body: paused });
  });

  it.each([
    ['a missing path', [{ op: 'remove', path: '/status/nothing' }]],
    ['an unknown operation', [{ op: 'erase', path: '/status' }]],
  ])('refuses a JSON patch with %s', async (_, body) => {
    pausedRollout();

    expect(
      await cluster.request('PATCH', `${ROLLOUTS}/storefront/status`, {
        contentType: JSON_PATCH,
        body,
      }),
    ).toEqual(TEST_FAILED);
  });

  it('answers a merge patch without a change with the same version', async () => {
    const paused = pausedRollout();

    const answer = await cluster.request(
      'PATCH',
      `${ROLLOUTS}/storefront/status`,
      { contentType: MERGE_PATCH, body: { status: { abort: null } } },
    );

    expect(answer).toEqual({ status: 200, body: paused });
  });

  it('refuses a write on an old version', async () => {
    const paused = pausedRollout();
    cluster.store.modify(KEY, object => ({ ...object, spec: { replicas: 5 } }));
    const conflict = {
      status: 409,
      body: expect.objectContaining({
        reason: 'Conflict',
        message:
          'Operation cannot be fulfilled on rollouts.argoproj.io "storefront": the object has been modified; please apply your changes to the latest version and try again',
        details: { name: 'storefront', group: 'argoproj.io', kind: 'rollouts' },
      }),
    };

    expect(
      await cluster.request('PUT', `${ROLLOUTS}/storefront`, { body: paused }),
    ).toEqual(conflict);
    expect(
      await cluster.request('PATCH', `${ROLLOUTS}/storefront`, {
        contentType: MERGE_PATCH,
        body: {
          metadata: { resourceVersion: paused.metadata.resourceVersion },
          spec: { replicas: 6 },
        },
      }),
    ).toEqual(conflict);
  });

  it('marks the next changing status patch as lost, once', async () => {
    const paused = pausedRollout();
    const lost: boolean[] = [];
    const unsubscribe = cluster.store.subscribe(event =>
      lost.push(event.lost ?? false),
    );
    await new Promise(setImmediate);
    lost.length = 0;
    cluster.faults.set({ loseNextPatch: true });
    const path = `${ROLLOUTS}/storefront/status`;

    await cluster.request('PATCH', path, promotion(paused));
    await cluster.request('PATCH', path, {
      contentType: JSON_PATCH,
      body: [{ op: 'add', path: '/status/message', value: 'nudge' }],
    });
    unsubscribe();

    expect(lost).toEqual([true, false]);
    expect(cluster.faults.current.loseNextPatch).toBe(false);
  });

  it('makes names where a prefix is given', async () => {
    const { status, body } = await cluster.request('POST', CONFIG_MAPS, {
      body: {
        ...configMap('unused'),
        metadata: { generateName: 'settings-', creationTimestamp: null },
      },
    });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      metadata: {
        name: expect.stringMatching(/^settings-[a-z0-9]{5}$/),
        namespace: 'ecommerce',
      },
    });
  });

  it('deletes, and says what', async () => {
    const { metadata } = cluster.store.create(KEY, rollout());

    const deleted = await cluster.request('DELETE', `${ROLLOUTS}/storefront`);

    expect(deleted).toEqual({
      status: 200,
      body: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Success',
        details: {
          name: 'storefront',
          group: 'argoproj.io',
          kind: 'rollouts',
          uid: metadata.uid,
        },
      },
    });
    expect(cluster.store.get(KEY)).toBeUndefined();
  });

  it.each([
    ['PATCH', '?dryRun=All'],
    ['DELETE', '?propagationPolicy=Orphan'],
  ])('refuses a %s with %s instead of ignoring it', async (method, query) => {
    const paused = pausedRollout();

    const { status } = await cluster.request(
      method,
      `${ROLLOUTS}/storefront${query}`,
      { contentType: MERGE_PATCH, body: { spec: { replicas: 9 } } },
    );

    expect(status).toBe(400);
    expect(cluster.store.get(KEY)).toEqual(paused);
  });

  it('scales through the scale subresource', async () => {
    cluster.store.create(KEY, rollout());
    const path = `${ROLLOUTS}/storefront/scale`;
    const scale = { kind: 'Scale', spec: { replicas: 5 } };

    const { body: read } = await cluster.request('GET', path);
    const { body: written } = await cluster.request('PUT', path, {
      body: scale,
    });
    const refused = await cluster.request('PATCH', path, {
      contentType: MERGE_PATCH,
      body: { spec: { replicas: -1 } },
    });

    expect(read).toMatchObject({ kind: 'Scale', spec: { replicas: 3 } });
    expect(written).toMatchObject(scale);
    expect(refused.status).toBe(400);
    expect(cluster.store.get(KEY)).toMatchObject({
      metadata: { generation: 2 },
      spec: { replicas: 5 },
    });
  });

  it('takes labels off', async () => {
    cluster.store.create(KEY, rollout());
    const patch = (labels: unknown) =>
      cluster.request('PATCH', `${ROLLOUTS}/storefront`, {
        contentType: MERGE_PATCH,
        body: { metadata: { labels } },
      });

    await patch({ app: 'storefront' });
    const { body } = await patch(null);

    expect(body).not.toHaveProperty('metadata.labels');
  });
});
