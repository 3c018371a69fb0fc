import { readDelivery } from './support/delivery';
import { kubectl } from './support/kubectl';
import { Product } from './support/Product';
import { SignalReader } from './support/SignalReader';
import { expect, test } from './support/test';

const READS = 50;
const READERS = 20;
const CLUSTERS = ['shop-dev', 'shop-prod', 'coffee-prod'];
const WATCHED = [
  '/apis/argoproj.io/v1alpha1/rollouts',
  '/apis/apps/v1/replicasets',
  '/api/v1/pods',
  '/api/v1/services',
  '/apis/apps/v1/deployments',
];
const PATHS = [
  '/api/shop-rollouts/v1/deliveries/by-entity/component/default/storefront',
  '/api/shop-rollouts/v1/deliveries/summaries?filter=mine',
  '/api/shop-rollouts/v1/deliveries/summaries?filter=waiting',
  '/api/shop-rollouts/v1/operations?limit=10',
  '/api/shop-rollouts/v1/argocd/by-entity/component/default/storefront/applications',
];

/** How often the portal began to watch each kind since the last reset. */
async function countWatches(product: Product): Promise<number[]> {
  const requests = await product.control.requests();
  return CLUSTERS.flatMap(cluster =>
    WATCHED.map(
      path => requests[`kubernetes:${cluster}:reader GET ${path} watch`] ?? 0,
    ),
  );
}

test.beforeAll(async ({ apiOf }) => {
  const dana = await apiOf('Dana Kim');
  await expect(async () => {
    const { lanes } = await readDelivery(dana, 'storefront');
    const states = lanes.flatMap(({ rollouts }) =>
      rollouts.map(({ state }) => state),
    );
    // Nothing moves by itself; a release may wait, as earlier tests left it.
    expect(states).toHaveLength(2);
    expect(['live', 'waiting', 'go-back-window']).toEqual(
      expect.arrayContaining(states),
    );
  }).toPass({ timeout: 60_000 });
});

test(`${READS} reads of Delivery in a row ask no upstream`, async ({
  product,
  apiOf,
}) => {
  const dana = await apiOf('Dana Kim');
  // The portal renews a watch every few minutes, and that may fall into these
  // seconds; what the reads themselves ask for is there every time.
  await expect(async () => {
    await product.control.resetRequests();
    for (let read = 0; read < READS; read += 1) {
      for (const path of PATHS) {
        expect((await dana.get(path)).status()).toBe(200);
      }
    }
    const requests = Object.entries(await product.control.requests());
    // Watch looks after everybody's services all the time, for its notices.
    const ofDelivery = requests.filter(
      ([request]) =>
        !/^(prometheus|alertmanager|datadog|grafana)/.test(request),
    );
    expect(ofDelivery).toEqual([]);
  }).toPass({ timeout: 90_000 });
});

test(`${READERS} readers share one watch for each cluster and kind`, async ({
  product,
  apiOf,
}) => {
  const dana = await apiOf('Dana Kim');
  const onceEach = CLUSTERS.flatMap(() => WATCHED.map(() => 1));
  const readers = await Promise.all(
    Array.from({ length: READERS }, () =>
      SignalReader.open({ url: product.url, api: dana, service: 'storefront' }),
    ),
  );

  await test.step('watches that the clusters end are opened again, once', async () => {
    await product.control.resetRequests();
    await Promise.all(
      CLUSTERS.map(cluster =>
        product.control.fail(cluster, { kind: 'expired-watches' }),
      ),
    );
    await expect
      .poll(() => countWatches(product), { timeout: 60_000 })
      .toEqual(onceEach);
  });

  await test.step('a change reaches every reader, and opens none', async () => {
    const before = readers.map(({ version }) => version);
    await kubectl(product, 'shop-dev', [
      ...['delete', 'pod', '--namespace', 'ecommerce', '--wait=false'],
      ...['--selector', 'backstage.io/kubernetes-id=storefront'],
    ]);
    await expect
      .poll(() =>
        readers.every(({ version }, index) => version !== before[index]),
      )
      .toBe(true);
    expect(await countWatches(product)).toEqual(onceEach);
  });

  readers.forEach(reader => reader.close());
});
