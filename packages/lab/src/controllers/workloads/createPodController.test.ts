import { PODS } from '../framework/resources';
import { toTimestamp } from '../framework/time';
import { NAMESPACE, podTemplate, TestCluster } from '../testUtils/TestCluster';

const IMAGE = 'registry.shop.example/shop/reviews:1a2b3c4';
const KEY = { ...PODS, namespace: NAMESPACE, name: 'reviews' };

let cluster: TestCluster;

afterEach(() => {
  cluster.stop();
});

function createPod(labels?: Record<string, string>): void {
  cluster.create(PODS, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'reviews', namespace: NAMESPACE, labels },
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
  it('never become ready with the label that says so', async () => {
    cluster = TestCluster.start();
    createPod({ 'lab/never-ready': '' });
    await waitsFor('ContainerCreating');
    cluster.clock.advance(3_600_000);
    await cluster.quiet();
    expect(pod()).toMatchObject({ status: { phase: 'Pending' } });
  });

  it('become ready after the delay', async () => {
    cluster = TestCluster.start({ podReadyMillis: 3_000 });
    createPod();
    await waitsFor('ContainerCreating');
    await cluster.quiet();
    expect(pod()).toMatchObject({
      status: {
        phase: 'Pending',
        conditions: [{ type: 'Ready', status: 'False' }],
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
    await waitsFor('ImagePullBackOff');
    expect(pod()?.status).toMatchObject({
      phase: 'Pending',
      containerStatuses: [
        {
          state: {
            waiting: {
              reason: 'ImagePullBackOff',
              message: `Back-off pulling image "${IMAGE}": ErrImagePull: failed to pull and unpack image "${IMAGE}": failed to resolve reference "${IMAGE}": ${IMAGE}: not found`,
            },
          },
        },
      ],
    });

    await cluster.quiet();
    published = true;
    cluster.clock.advance(2_000);
    await waitsFor('Running');
  });
});
