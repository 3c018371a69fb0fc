import { createMockDirectory } from '@backstage/backend-test-utils';
import { KubeConfig } from '@kubernetes/client-node';
import { pod, rollout } from '../kubernetes/__testUtils__/objects';
import { TestCluster } from '../kubernetes/__testUtils__/TestCluster';
import { ClusterMirror } from './ClusterMirror';

const ROLLOUTS = { group: 'argoproj.io', plural: 'rollouts' };
const PODS = { group: '', plural: 'pods' };

describe('ClusterMirror', () => {
  const directory = createMockDirectory();
  let cluster: TestCluster;
  let mirror: ClusterMirror;

  beforeAll(async () => {
    cluster = await TestCluster.start(directory.path);
    cluster.store.create(ROLLOUTS, rollout());
    const config = new KubeConfig();
    config.loadFromFile(directory.resolve('kubeconfig'));
    mirror = await ClusterMirror.connect('shop-dev', {
      url: cluster.server.url,
      caFile: directory.resolve('kubernetes/ca.crt'),
      token: config.getUser('shop-dev')?.token ?? '',
    });
  });

  afterAll(async () => {
    await mirror.close();
    await cluster.stop();
  });

  /** Resolves with the next change of this kind that the mirror tells of. */
  function nextChange(plural: string): Promise<unknown> {
    return new Promise(resolve => {
      const stop = mirror.subscribe(({ resource, object }) => {
        if (resource.plural === plural) {
          stop();
          resolve(object);
        }
      });
    });
  }

  it('knows what was there at the start, as the cluster has it', () => {
    expect(mirror.list(ROLLOUTS)).toEqual(cluster.store.list(ROLLOUTS));
    expect(mirror.list(ROLLOUTS)).toHaveLength(1);
  });

  it('tells of what changes, and finds it by namespace and labels', async () => {
    const changed = nextChange('pods');
    const labels = { app: 'storefront', environment: 'prod' };
    const { metadata, ...draft } = pod('storefront-1');
    const created = cluster.store.create(PODS, {
      ...draft,
      metadata: { ...metadata, labels },
    });
    expect(await changed).toEqual(created);

    const { namespace } = created.metadata;
    expect(mirror.list(PODS, { namespace, labels })).toEqual([created]);
    expect(mirror.list(PODS, { namespace: 'elsewhere' })).toEqual([]);
    expect(mirror.list(PODS, { labels: { app: 'another' } })).toEqual([]);
  });

  it('forgets what is deleted', async () => {
    const [{ metadata }] = mirror.list(PODS);
    const changed = nextChange('pods');
    cluster.store.delete({ ...PODS, ...metadata });
    await changed;
    expect(mirror.list(PODS)).toEqual([]);
  });

  it('scales in the cluster itself', async () => {
    const [{ metadata }] = mirror.list(ROLLOUTS);
    const changed = nextChange('rollouts');
    await mirror.scale({ ...ROLLOUTS, ...metadata }, 7);
    expect(await changed).toMatchObject({ spec: { replicas: 7 } });
    expect(cluster.store.get({ ...ROLLOUTS, ...metadata })).toMatchObject({
      spec: { replicas: 7 },
    });
  });
});
