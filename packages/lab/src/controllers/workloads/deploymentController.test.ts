import { asRecord } from '../testUtils/asRecord';
import { DEPLOYMENTS, PODS } from '../framework/resources';
import { NAMESPACE, podTemplate, TestCluster } from '../testUtils/TestCluster';

const KEY = { ...DEPLOYMENTS, namespace: NAMESPACE, name: 'kitchen' };

let cluster: TestCluster;

afterEach(() => {
  cluster.stop();
});

function createDeployment(spec: Record<string, unknown> = {}): void {
  cluster.create(DEPLOYMENTS, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'kitchen', namespace: NAMESPACE },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'kitchen' } },
      template: podTemplate('kitchen', 'kitchen:1'),
      ...spec,
    },
  });
}

function change(spec: Record<string, unknown>): void {
  cluster.store.modify(KEY, deployment => ({
    ...deployment,
    spec: { ...asRecord(deployment.spec), ...spec },
  }));
}

function status() {
  return asRecord(cluster.store.get(KEY)?.status);
}

function reasons(): string {
  return JSON.stringify(status().conditions ?? []);
}

async function completes(image: string): Promise<void> {
  await cluster.until(
    () =>
      reasons().includes('NewReplicaSetAvailable') &&
      cluster.replicaSets.some(
        ({ spec }) =>
          spec.replicas > 0 && spec.template.spec.containers[0].image === image,
      ),
  );
  await cluster.quiet();
}

/** Most and fewest pods that were there at any time, ready or not. */
function podCounts(): { most: number; fewestReady: number } {
  const pods = new Map<string, boolean>();
  let most = 0;
  let fewestReady = Infinity;
  let wasComplete = false;
  for (const { type, resource, object } of cluster.events) {
    if (resource.plural !== PODS.plural) {
      continue;
    }
    if (type === 'DELETED') {
      pods.delete(object.metadata.name);
    } else {
      const isReady = asRecord(object.status).phase === 'Running';
      pods.set(object.metadata.name, isReady);
    }
    const ready = [...pods.values()].filter(Boolean).length;
    most = Math.max(most, pods.size);
    wasComplete = wasComplete || ready === 2;
    fewestReady = wasComplete ? Math.min(fewestReady, ready) : fewestReady;
  }
  return { most, fewestReady };
}

describe('Deployments', () => {
  it('show a finished release as the real controller does', async () => {
    cluster = TestCluster.start();
    createDeployment();
    await completes('kitchen:1');

    const [replicaSet] = cluster.replicaSets;
    const hash = replicaSet.metadata.labels['pod-template-hash'];
    expect(replicaSet.metadata).toMatchObject({
      name: `kitchen-${hash}`,
      annotations: { 'deployment.kubernetes.io/revision': '1' },
    });
    expect(cluster.pods[0].metadata.labels).toEqual({
      app: 'kitchen',
      'pod-template-hash': hash,
    });
    expect(cluster.store.get(KEY)?.metadata.annotations).toEqual({
      'deployment.kubernetes.io/revision': '1',
    });
    expect(status()).toEqual({
      observedGeneration: 1,
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      conditions: [
        expect.objectContaining({
          type: 'Available',
          status: 'True',
          reason: 'MinimumReplicasAvailable',
          message: 'Deployment has minimum availability.',
        }),
        expect.objectContaining({
          type: 'Progressing',
          status: 'True',
          reason: 'NewReplicaSetAvailable',
          message: `ReplicaSet "kitchen-${hash}" has successfully progressed.`,
        }),
      ],
    });
  });

  it('end the old pods when all new ones are ready', async () => {
    cluster = TestCluster.start();
    createDeployment();
    await completes('kitchen:1');
    change({ template: podTemplate('kitchen', 'kitchen:2') });
    await completes('kitchen:2');

    expect(podCounts()).toEqual({ most: 4, fewestReady: 2 });
    expect(cluster.replicaSetOf('kitchen:1').spec.replicas).toBe(0);
    expect(cluster.replicaSetOf('kitchen:2').spec.replicas).toBe(2);
    expect(cluster.store.get(KEY)?.metadata.annotations).toEqual({
      'deployment.kubernetes.io/revision': '2',
    });
  });

  it('take the ReplicaSet of a template that they had before', async () => {
    cluster = TestCluster.start();
    createDeployment();
    await completes('kitchen:1');
    for (const image of ['kitchen:2', 'kitchen:1']) {
      change({ template: podTemplate('kitchen', image) });
      await completes(image);
    }
    expect(cluster.replicaSets).toHaveLength(2);
    expect(
      cluster.replicaSetOf('kitchen:1').metadata.annotations,
    ).toMatchObject({ 'deployment.kubernetes.io/revision': '3' });
  });

  it('keep the old pods and fail at the deadline when the image is missing', async () => {
    cluster = TestCluster.start({
      imageExists: image => image !== 'kitchen:2',
    });
    createDeployment({ progressDeadlineSeconds: 30 });
    await completes('kitchen:1');
    change({ template: podTemplate('kitchen', 'kitchen:2') });
    await cluster.until(() => cluster.pods.length === 4);
    await cluster.quiet();
    expect(status()).toMatchObject({
      replicas: 4,
      updatedReplicas: 2,
      readyReplicas: 2,
      unavailableReplicas: 2,
    });

    cluster.clock.advance(32_000);
    await cluster.until(() => reasons().includes('ProgressDeadlineExceeded'));
    const { metadata } = cluster.replicaSetOf('kitchen:2');
    expect(status().conditions).toContainEqual(
      expect.objectContaining({
        type: 'Progressing',
        status: 'False',
        message: `ReplicaSet "${metadata.name}" has timed out progressing.`,
      }),
    );
    expect(cluster.replicaSetOf('kitchen:1').spec.replicas).toBe(2);
  });

  it('replace a pod that somebody deleted, and follow their size', async () => {
    cluster = TestCluster.start();
    createDeployment();
    await completes('kitchen:1');
    const [{ metadata }] = cluster.pods;
    cluster.store.delete({
      ...PODS,
      namespace: NAMESPACE,
      name: metadata.name,
    });
    await cluster.until(
      () =>
        cluster.pods.length === 2 &&
        cluster.pods.every(pod => pod.metadata.name !== metadata.name),
    );
    change({ replicas: 1 });
    await cluster.until(() => cluster.pods.length === 1);
    await cluster.quiet();
    expect(status().replicas).toBe(1);
  });

  it('go down to no pods, and up again', async () => {
    cluster = TestCluster.start();
    createDeployment();
    await completes('kitchen:1');
    change({ replicas: 0 });
    await cluster.until(() => cluster.pods.length === 0);
    await cluster.quiet();
    expect(status().availableReplicas).toBeUndefined();

    change({ replicas: 1 });
    await cluster.until(() => status().availableReplicas === 1);
  });
});
