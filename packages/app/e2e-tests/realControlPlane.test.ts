import { z } from 'zod';
import { readRolloutView } from './support/delivery';
import { kubectlJson } from './support/kubectl';
import { isRunning, listeningAddresses } from './support/processes';
import { Product } from './support/Product';
import { expect, test } from './support/test';

const END_MILLIS = 10_000;

const answerSchema = z.object({
  data: z.object({ result: z.array(z.unknown()) }),
});

/** Pods of advertisements in prod that the lab's Prometheus knows. */
async function measuredPods(product: Product): Promise<number> {
  const { port } = product.lab.monitoring.prometheus;
  const query =
    'kube_pod_container_resource_requests{cluster="shop-prod", pod=~"advertisements-.+", resource="cpu"}';
  const response = await fetch(
    `http://localhost:${port}/api/v1/query?${new URLSearchParams({ query })}`,
  );
  return answerSchema.parse(await response.json()).data.result.length;
}

/** What only a start of the product with the real control plane shows. */
test.describe('npm start -- --cluster real', () => {
  const storefront = (product: Product) =>
    kubectlJson(product, 'shop-prod', [
      ...['get', 'rollout', 'storefront', '--namespace', 'ecommerce'],
    ]);

  test('deploys every service, and shows nothing but loopback', async ({
    product,
  }) => {
    test.setTimeout(300_000);
    await expect(async () => {
      expect(
        await kubectlJson(product, 'shop-prod', [
          ...['get', 'applications', '--namespace', 'argocd'],
        ]),
      ).toMatchObject({
        items: Array.from({ length: 13 }, () => ({
          status: {
            sync: { status: 'Synced' },
            health: { status: 'Healthy' },
          },
        })),
      });
    }).toPass({ timeout: 120_000 });
    const { realControlPlane, kubernetes, argocd } = product.lab;
    const shown = [
      argocd.port,
      realControlPlane?.applicationSetPort,
      ...Object.values(kubernetes.clusters).map(({ port }) => port),
    ];
    // Programs such as git come and go while they are looked at.
    await expect(() => {
      const addresses = listeningAddresses(product.process.pids);
      expect(addresses).toEqual(
        expect.arrayContaining(shown.map(port => `127.0.0.1:${port}`)),
      );
      expect(addresses.filter(each => !each.startsWith('127.0.0.1:'))).toEqual(
        [],
      );
    }).toPass({ timeout: 20_000 });
  });

  test('scales in the cluster, measures it, and refuses the faults of the lab', async ({
    product,
  }) => {
    const { control } = product;
    const change = { service: 'advertisements', environment: 'prod' };
    const deployment = () =>
      kubectlJson(product, 'shop-prod', [
        ...['get', 'deployment', 'advertisements', '--namespace', 'ecommerce'],
      ]);
    await control.scale({ ...change, replicas: 3 });
    await expect
      .poll(deployment, { timeout: 20_000 })
      .toMatchObject({ status: { readyReplicas: 3 } });
    await expect.poll(() => measuredPods(product), { timeout: 20_000 }).toBe(3);

    await expect(control.fail('shop-prod', { kind: 'down' })).rejects.toThrow(
      'This portal runs on the real control plane, which fails only by itself.',
    );
    expect(await deployment()).toMatchObject({ spec: { replicas: 3 } });
  });

  test('leaves nothing behind when it is killed, and goes on with what it kept', async ({
    apiOf,
    product,
  }) => {
    test.setTimeout(300_000);
    const before = await storefront(product);
    const { pids } = product.process;
    product.process.kill('SIGKILL');
    await expect
      .poll(() => pids.filter(isRunning), { timeout: END_MILLIS })
      .toEqual([]);

    await product.resume();
    const api = await apiOf('Olga Petrova');
    const { uid } = Object(before).metadata;
    expect(await storefront(product)).toMatchObject({ metadata: { uid } });
    await product.control.pushTag({
      service: 'storefront',
      environment: 'prod',
      tag: 'after-restart',
      publish: true,
    });
    await expect
      .poll(() => readRolloutView(api, 'storefront', 'prod'), {
        timeout: 60_000,
      })
      .toMatchObject({
        phase: 'Paused',
        preview: { images: [{ tag: 'after-restart' }] },
      });
  });
});
