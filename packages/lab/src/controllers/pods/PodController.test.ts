import { PODS } from '../framework/resources';
import { toTimestamp } from '../framework/time';
import { NAMESPACE, podTemplate, TestCluster } from '../testUtils/TestCluster';
import { FAIL_ANNOTATION } from './PodController';

const IMAGE = 'registry.shop.example/shop/reviews:1a2b3c4';
const KEY = { ...PODS, namespace: NAMESPACE, name: 'reviews' };

let cluster: TestCluster;

afterEach(() => {
  cluster.stop();
});

function createPod(annotations: Record<string, string> = {}): void {
  cluster.create(PODS, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'reviews', namespace: NAMESPACE, annotations },
    spec: podTemplate('reviews', IMAGE).spec,
  });
}

function pod() {
  return cluster.store.get(KEY);
}

async function waitsFor(reason: string): Promise<void> {
  await cluster.until(() => JSON.stringify(pod()?.status).includes(reason));
}

describe('pods', () => {
  it('become ready after the delay', async () => {
    cluster = TestCluster.start({ podReadyMillis: 3_000 });
    createPod();
    await waitsFor('ContainerCreating');
    await cluster.quiet();
    expect(pod()).toMatchObject({
      spec: { nodeName: 'lab-node' },
      status: {
        phase: 'Pending',
        conditions: [
          { type: 'Initialized', status: 'True' },
          {
            type: 'Ready',
            status: 'False',
            reason: 'ContainersNotReady',
            message: 'containers with unready status: [web]',
          },
          { type: 'ContainersReady', status: 'False' },
          { type: 'PodScheduled', status: 'True' },
        ],
        containerStatuses: [
          { ready: false, state: { waiting: { reason: 'ContainerCreating' } } },
        ],
      },
    });

    cluster.clock.advance(3_000);
    await waitsFor('Running');
    const startedAt = toTimestamp(cluster.clock.now());
    expect(pod()?.status).toMatchObject({
      phase: 'Running',
      conditions: expect.arrayContaining([
        expect.objectContaining({ type: 'Ready', status: 'True' }),
      ]),
      containerStatuses: [
        {
          name: 'web',
          image: IMAGE,
          ready: true,
          restartCount: 0,
          state: { running: { startedAt } },
        },
      ],
    });
    expect(JSON.stringify(pod()?.status)).not.toContain('ContainersNotReady');
  });

  it('wait for an image that does not exist until it does', async () => {
    let published = false;
    cluster = TestCluster.start({ imageExists: () => published });
    createPod();
    await waitsFor('ErrImagePull');
    const problem = `failed to pull and unpack image "${IMAGE}": failed to resolve reference "${IMAGE}": ${IMAGE}: not found`;
    expect(pod()?.status).toMatchObject({
      phase: 'Pending',
      containerStatuses: [
        { state: { waiting: { reason: 'ErrImagePull', message: problem } } },
      ],
    });

    await cluster.quiet();
    cluster.clock.advance(2_000);
    await waitsFor('ImagePullBackOff');
    expect(pod()?.status).toMatchObject({
      containerStatuses: [
        {
          state: {
            waiting: {
              reason: 'ImagePullBackOff',
              message: `Back-off pulling image "${IMAGE}": ErrImagePull: ${problem}`,
            },
          },
        },
      ],
    });
    expect(cluster.eventsOf('reviews')).toEqual([
      `Failed: Failed to pull image "${IMAGE}": ${problem}`,
    ]);

    await cluster.quiet();
    published = true;
    cluster.clock.advance(2_000);
    await waitsFor('Running');
  });

  it('crash for as long as their annotation says so', async () => {
    cluster = TestCluster.start();
    createPod({ [FAIL_ANNOTATION]: 'CrashLoopBackOff' });
    await waitsFor('CrashLoopBackOff');
    await cluster.quiet();
    const uid = pod()?.metadata.uid;
    expect(pod()?.status).toMatchObject({
      phase: 'Running',
      containerStatuses: [
        {
          ready: false,
          restartCount: 1,
          state: {
            waiting: {
              reason: 'CrashLoopBackOff',
              message: `back-off 10s restarting failed container=web pod=reviews_shop(${uid})`,
            },
          },
          lastState: { terminated: { exitCode: 1, reason: 'Error' } },
        },
      ],
    });

    cluster.clock.advance(10_000);
    await waitsFor('back-off 20s');
    await cluster.quiet();
    cluster.store.modify(KEY, current => ({
      ...current,
      metadata: { ...current.metadata, annotations: {} },
    }));
    await cluster.until(
      () => !JSON.stringify(pod()?.status).includes('CrashLoopBackOff'),
    );
    expect(pod()?.status).toMatchObject({
      containerStatuses: [{ ready: true, restartCount: 2 }],
    });
  });
});
