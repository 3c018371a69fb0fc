import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import shopRolloutsPlugin, { shopRolloutsClustersExtensionPoint } from '.';
import { eventually } from './__testUtils__/eventually';
import { LabCluster, TOKENS } from './__testUtils__/LabCluster';
import { component } from './__testUtils__/component';

describe('shopRolloutsPlugin', () => {
  let cluster: LabCluster;

  beforeAll(async () => {
    cluster = await LabCluster.start('shop-prod');
    await cluster.release();
  });

  afterAll(async () => {
    await cluster.stop();
  });

  const supplier = () =>
    createBackendModule({
      pluginId: 'shop-rollouts',
      moduleId: 'clusters-of-the-tests',
      register(env) {
        env.registerInit({
          deps: { clusters: shopRolloutsClustersExtensionPoint },
          async init({ clusters }) {
            clusters.addSupplier({
              getClusters: async () => [
                {
                  name: cluster.name,
                  url: cluster.url,
                  caData: cluster.caData,
                  readerToken: TOKENS.reader,
                },
              ],
            });
          },
        });
      },
    });

  const start = (clusterName: string) =>
    startTestBackend({
      features: [
        shopRolloutsPlugin,
        supplier(),
        catalogServiceMock.factory({ entities: [component('storefront')] }),
        mockServices.rootConfig.factory({
          data: {
            shopRollouts: {
              environments: [
                {
                  name: 'prod',
                  title: 'Production',
                  order: 1,
                  production: true,
                  targets: [
                    { cluster: clusterName, namespaces: ['ecommerce'] },
                  ],
                },
              ],
            },
          },
        }),
      ],
    });

  it('watches clusters that a module supplies', async () => {
    const backend = await start('shop-prod');

    await eventually(async () => {
      const { body } = await request(backend.server).get(
        '/api/shop-rollouts/v1/deliveries/by-entity/component/default/storefront',
      );
      expect(body.lanes[0].rollouts[0].live.tag).toBe('826a72c4');
    });
    await backend.stop();
  });

  it('does not start with an environment on a cluster that nobody supplies', async () => {
    await expect(start('shop-prdo')).rejects.toThrow(
      "Unknown cluster 'shop-prdo' in environment 'prod'. Known clusters: shop-prod",
    );
  });
});
