import { ARGOCD_TOKEN, createApplication, FakeArgoCd } from './FakeArgoCd';
import { LabCluster } from './LabCluster';
import { component } from './component';
import { TestPortal } from './TestPortal';

export const STOREFRONT = 'component:default/storefront';

export interface Shop {
  argocd: FakeArgoCd;
  prod: LabCluster;
  dev: LabCluster;
  portal: TestPortal;
  stop(): Promise<void>;
}

/**
 * Two clusters in which storefront waits for a promotion, a neighbour of it,
 * and Argo CD; and entities that may and may not drive them.
 */
export async function startShop(): Promise<Shop> {
  const argocd = await FakeArgoCd.start();
  argocd.put(createApplication({ claim: STOREFRONT }));
  argocd.put(
    createApplication({
      name: 'discounts-prod',
      claim: 'component:default/discounts',
    }),
  );
  const prod = await LabCluster.start('shop-prod');
  const dev = await LabCluster.start('shop-dev');
  for (const cluster of [prod, dev]) {
    await cluster.release({ claim: STOREFRONT });
    await cluster.deploy('9f31c02');
  }
  await prod.release({
    name: 'discounts',
    claim: 'component:default/discounts',
  });
  await prod.release({ namespace: 'elsewhere', claim: STOREFRONT });
  const portal = await TestPortal.start({
    clusters: [prod, dev],
    entities: [
      component('storefront'),
      component('discounts'),
      component('secret'),
      component('copycat', {
        'backstage.io/kubernetes-id': 'storefront',
        'argocd/app-selector': 'backstage.io/kubernetes-id=storefront',
      }),
      component('roaming', {
        'backstage.io/kubernetes-id': 'storefront',
        'backstage.io/kubernetes-namespace': 'elsewhere',
      }),
    ],
    argocd: [{ name: 'main', url: argocd.url, token: ARGOCD_TOKEN }],
  });
  await portal.untilDelivery(
    ({ lanes }) => lanes.length === 2 && lanes[0].applications.length === 2,
  );
  return {
    argocd,
    prod,
    dev,
    portal,
    stop: async () => {
      await portal.stop();
      await argocd.stop();
      await prod.stop();
      await dev.stop();
    },
  };
}
