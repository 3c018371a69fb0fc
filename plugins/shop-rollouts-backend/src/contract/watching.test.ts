import { mockServices } from '@backstage/backend-test-utils';
import { ContractSide, openContractSide } from '@shop-portal/cluster';
import { ObjectMetadata } from '@shop-portal/plugin-shop-rollouts-common';
import { setTimeout as delay } from 'timers/promises';
import { eventually } from '../__testUtils__/eventually';
import { deployment } from '../__testUtils__/manifests';
import { dropBookkeeping } from '../kubernetes/dropBookkeeping';
import { ClusterWatcher } from '../kubernetes/ClusterWatcher';
import { KubernetesReader } from '../kubernetes/KubernetesReader';
import {
  DEPLOYMENTS,
  PODS,
  REPLICA_SETS,
  ROLLOUTS,
  SERVICES,
  WatchedResource,
} from '../kubernetes/watchedResources';
import { MemoryDeliveryStore } from '../store/MemoryDeliveryStore';
import { Churn } from './__testUtils__/Churn';
import { ClusterProxy } from './__testUtils__/ClusterProxy';
import { Stage } from './__testUtils__/Stage';

const RESOURCES = [ROLLOUTS, REPLICA_SETS, PODS, SERVICES, DEPLOYMENTS];
const WAYS = ['cut', 'cut-in-an-event', 'expire'] as const;
const DISTURBANCES = 200;
const CHANGES = 500;
const CHANGES_PER_SECOND = 50;
const ROLLOUT_NAMES = ['storefront', 'discounts', 'reviews'];

describe('The store of the portal, when watches break', () => {
  let side: ContractSide;
  let stage: Stage;
  let proxy: ClusterProxy;
  let store: MemoryDeliveryStore;
  const stopping = new AbortController();
  let watching: Promise<void>;

  beforeAll(async () => {
    side = await openContractSide();
    stage = await Stage.open(await side.cluster());
    await Promise.all(ROLLOUT_NAMES.map(name => stage.release(name)));
    const { namespace } = stage;
    await stage.api.create(
      deployment({ name: 'steady', namespace, tag: '1', replicas: 0 }),
    );
    proxy = await ClusterProxy.start(stage.cluster);
    store = new MemoryDeliveryStore();
    const watcher = ClusterWatcher.create({
      cluster: {
        name: proxy.name,
        url: proxy.url,
        caData: proxy.caData,
        readerToken: proxy.tokens.reader,
      },
      store,
      logger: mockServices.logger.mock(),
      backoff: { initialMillis: 10, maxMillis: 200 },
    });
    watching = watcher.run(stopping.signal);
    await eventually(() => {
      if (proxy.watchedPaths().length < RESOURCES.length) {
        throw new Error(`Only ${proxy.watchedPaths()} are watched`);
      }
    });
  }, 60_000);

  afterAll(async () => {
    stopping.abort();
    await watching;
    await proxy.close();
    await stage.close();
    await side.close();
  });

  it('equals the cluster after 200 disconnects and expired versions under 50 changes per second', async () => {
    const churn = Churn.start(stage.api, {
      namespace: stage.namespace,
      rollouts: ROLLOUT_NAMES,
      perSecond: CHANGES_PER_SECOND,
    });
    const disturbed = await disturbWatches(churn);
    await churn.stop();

    for (const { path } of RESOURCES) {
      const ofKind = disturbed.filter(each => each.path === path);
      expect(ofKind.length).toBeGreaterThan(15);
      expect(new Set(ofKind.map(({ way }) => way))).toEqual(new Set(WAYS));
    }
    await eventually(async () => {
      expect(storedObjects()).toEqual(await objectsOfCluster());
    }, 30_000);
    expect(store.getStale({ kind: 'cluster', name: proxy.name })).toBe(
      undefined,
    );
  }, 240_000);

  /** Breaks whatever is watched, kind after kind, in all ways. */
  async function disturbWatches(churn: Churn) {
    const disturbed: Array<{ path: string; way: (typeof WAYS)[number] }> = [];
    // A busy machine is slower at both.
    while (disturbed.length < DISTURBANCES || churn.changes < CHANGES) {
      for (const { path } of RESOURCES) {
        const times = disturbed.filter(each => each.path === path).length;
        const way = WAYS[times % WAYS.length];
        if (proxy.disturb(path, way)) {
          disturbed.push({ path, way });
        }
        await delay(50);
      }
    }
    return disturbed;
  }

  /** All that the store gives out of the namespace, by kind and name. */
  function storedObjects() {
    const { namespace } = stage;
    const entries = store
      .listRollouts()
      .filter(({ target }) => target.namespace === namespace);
    const deployments = store
      .findDeployments({ selector: { requirements: [] } })
      .map(entry => entry.deployment)
      .filter(({ metadata }) => metadata.namespace === namespace);
    return {
      rollouts: byName(entries.map(({ rollout }) => rollout)),
      replicaSets: byName(entries.flatMap(({ replicaSets }) => replicaSets)),
      pods: byName(entries.flatMap(({ pods }) => pods)),
      services: byName(entries.flatMap(({ services }) => services)),
      deployments: byName(deployments),
    };
  }

  async function objectsOfCluster() {
    const { cluster, namespace } = stage;
    const reader = KubernetesReader.create({
      ...cluster,
      readerToken: cluster.tokens.reader,
    });
    const list = async <T extends { metadata: ObjectMetadata }>({
      path,
      labelSelector,
      parse,
    }: WatchedResource<T>) => {
      const signal = AbortSignal.timeout(10_000);
      const { items } = await reader.list({ path, labelSelector, signal });
      return items
        .flatMap(item => parse(dropBookkeeping(item)) ?? [])
        .filter(({ metadata }) => metadata.namespace === namespace);
    };
    const rollouts = await list(ROLLOUTS);
    const replicaSets = (await list(REPLICA_SETS)).filter(ownedBy(rollouts));
    const services = await list(SERVICES);
    return {
      rollouts: byName(rollouts),
      replicaSets: byName(replicaSets),
      pods: byName((await list(PODS)).filter(ownedBy(replicaSets))),
      services: byName(
        services.filter(({ metadata }) =>
          ROLLOUT_NAMES.some(name => metadata.name.startsWith(`${name}-`)),
        ),
      ),
      deployments: byName(await list(DEPLOYMENTS)),
    };
  }
});

function byName<T extends { metadata: ObjectMetadata }>(objects: T[]) {
  return Object.fromEntries(
    objects.map(object => [object.metadata.name, object]),
  );
}

function ownedBy(owners: Array<{ metadata: ObjectMetadata }>) {
  const uids = new Set(owners.map(({ metadata }) => metadata.uid));
  return ({ metadata }: { metadata: ObjectMetadata }) =>
    (metadata.ownerReferences ?? []).some(({ uid }) => uids.has(uid));
}
