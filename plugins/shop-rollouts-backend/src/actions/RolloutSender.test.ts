import { RolloutTarget } from '@shop-portal/plugin-shop-rollouts-common';
import { http, HttpResponse, JsonBodyType } from 'msw';
import { setupServer } from 'msw/node';
import { KubernetesApiError } from '../kubernetes/KubernetesApiError';
import { KubernetesRolloutReader } from '../kubernetes/RolloutReader';
import { KubernetesRolloutWriter } from '../kubernetes/RolloutWriter';
import { OutcomeUnknownError } from './errors';
import { RolloutSender } from './RolloutSender';

const URL = 'https://cluster.example.com';
const ROLLOUT = `${URL}/apis/argoproj.io/v1alpha1/namespaces/ecommerce/rollouts/storefront`;

const target: RolloutTarget = {
  kind: 'rollout',
  cluster: 'shop-prod',
  namespace: 'ecommerce',
  name: 'storefront',
};

const pause = { reason: 'BlueGreenPause', startTime: '2026-11-22T09:34:07Z' };

const seen = {
  uid: 'e3db4ff4-e420-451b-937a-18ade148fc19',
  generation: 3,
  podHash: '6689f997c5',
  stableHash: '57bd89c9bb',
  pauseConditions: [pause],
};

const waiting = {
  metadata: {
    name: 'storefront',
    namespace: 'ecommerce',
    uid: seen.uid,
    generation: 3,
  },
  spec: { strategy: { blueGreen: {} } },
  status: {
    currentPodHash: seen.podHash,
    stableRS: seen.stableHash,
    pauseConditions: [pause],
  },
};

const promoted = {
  ...waiting,
  status: { ...waiting.status, pauseConditions: undefined },
};

describe('RolloutSender', () => {
  const worker = setupServer();
  const patches: Array<{
    type: string | null;
    auth: string | null;
    body: unknown;
  }> = [];

  beforeAll(() => worker.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => {
    worker.resetHandlers();
    patches.length = 0;
  });
  afterAll(() => worker.close());

  const cluster = { name: 'shop-prod', url: URL, readerToken: 'reading' };
  const sender = RolloutSender.create({
    writers: new Map([
      ['shop-prod', KubernetesRolloutWriter.create(cluster, 'writing')],
    ]),
    reader: KubernetesRolloutReader.create([cluster]),
  });

  function onPatch(...answers: Array<() => Response>) {
    worker.use(
      http.patch(`${ROLLOUT}/status`, async ({ request }) => {
        patches.push({
          type: request.headers.get('content-type'),
          auth: request.headers.get('authorization'),
          body: await request.json(),
        });
        return answers[patches.length - 1]();
      }),
    );
  }

  function onRead(answer: () => Response) {
    worker.use(http.get(ROLLOUT, answer));
  }

  const status = (code: number, message: string, headers = {}) =>
    HttpResponse.json(
      { kind: 'Status', status: 'Failure', code, message },
      { status: code, headers },
    );
  const json = (body: JsonBodyType) => HttpResponse.json(body);

  it('sends the guarded patch to the status, with the writing token', async () => {
    onPatch(() => json(promoted));

    await sender.send(target, 'promote', seen);

    expect(patches).toEqual([
      {
        type: 'application/json-patch+json',
        auth: 'Bearer writing',
        body: [
          { op: 'test', path: '/metadata/generation', value: 3 },
          { op: 'test', path: '/metadata/uid', value: seen.uid },
          {
            op: 'test',
            path: '/status/currentPodHash',
            value: seen.podHash,
          },
          { op: 'test', path: '/status/pauseConditions', value: [pause] },
          { op: 'remove', path: '/status/pauseConditions' },
        ],
      },
    ]);
  });

  it('does not send a promotion again that a guard refused', async () => {
    onPatch(() => status(422, 'the server rejected our request'));

    await expect(sender.send(target, 'promote', seen)).rejects.toMatchObject({
      name: 'KubernetesApiError',
      code: 422,
      message: 'the server rejected our request',
    });
    expect(patches).toHaveLength(1);
  });

  it('waits as long as a busy server asks, a few times', async () => {
    const busy = () => status(429, 'busy', { 'Retry-After': '1' });
    onPatch(busy, () => json(promoted));
    const startedAt = Date.now();

    await sender.send(target, 'promote', seen);

    expect(patches).toHaveLength(2);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(990);
  });

  it.each([
    ['the connection broke', () => HttpResponse.error()],
    ['the server failed half way', () => status(500, 'etcd timed out')],
  ])('finds out that it arrived although %s', async (_title, answer) => {
    onPatch(answer);
    onRead(() => json(promoted));

    await sender.send(target, 'promote', seen);

    expect(patches).toHaveLength(1);
  });

  it('sends once more what certainly did not arrive', async () => {
    onPatch(
      () => HttpResponse.error(),
      () => json(promoted),
    );
    onRead(() => json(waiting));

    await sender.send(target, 'promote', seen);

    expect(patches).toHaveLength(2);
    expect(patches[1]).toEqual(patches[0]);
  });

  it('says that it did not arrive, after a second attempt', async () => {
    onPatch(
      () => HttpResponse.error(),
      () => HttpResponse.error(),
    );
    onRead(() => json(waiting));

    await expect(sender.send(target, 'promote', seen)).rejects.toThrow(
      new KubernetesApiError(503, 'The request did not reach the cluster.'),
    );
    expect(patches).toHaveLength(2);
  });

  it('says that the outcome is unknown while the cluster does not answer', async () => {
    onPatch(() => HttpResponse.error());
    onRead(() => HttpResponse.error());

    await expect(sender.send(target, 'promote', seen)).rejects.toThrow(
      OutcomeUnknownError,
    );
    expect(patches).toHaveLength(1);
  });

  it('wakes a controller without touching what is wanted', async () => {
    onPatch(() => json(promoted));

    await sender.nudge(target, seen.uid);

    expect(patches[0].body).toEqual([
      { op: 'test', path: '/metadata/uid', value: seen.uid },
      { op: 'add', path: '/status/message', value: expect.any(String) },
    ]);
  });
});
