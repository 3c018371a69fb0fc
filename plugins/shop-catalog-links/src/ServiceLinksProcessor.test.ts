import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ServiceLinksProcessor } from './ServiceLinksProcessor';

const processor = ServiceLinksProcessor.fromConfig(
  new ConfigReader({
    shopCreate: {
      github: {
        host: 'github.com',
        owner: 'shop',
        deploymentRepository: 'deploy',
      },
    },
    shopRollouts: {
      argocd: {
        instances: [{ name: 'main', url: 'https://argocd.shop.example/' }],
      },
    },
  }),
);

function component(annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'storefront', annotations },
  };
}

async function linksOf(entity: Entity, by = processor) {
  const processed = await by.preProcessEntity(entity);
  return (processed.metadata.links ?? []).map(({ title, url }) => [title, url]);
}

describe('ServiceLinksProcessor', () => {
  it('links repository, overlays and applications', async () => {
    await expect(
      linksOf(
        component({
          'github.com/project-slug': 'shop/storefront',
          'backstage.io/kubernetes-id': 'storefront',
          'shop-portal.example/environments': 'dev, prod',
        }),
      ),
    ).resolves.toEqual([
      ['Source repository', 'https://github.com/shop/storefront'],
      [
        'Overlay dev',
        'https://github.com/shop/deploy/tree/main/apps/storefront/overlays/dev',
      ],
      [
        'Argo CD dev',
        'https://argocd.shop.example/applications/argocd/storefront-dev',
      ],
      [
        'Overlay prod',
        'https://github.com/shop/deploy/tree/main/apps/storefront/overlays/prod',
      ],
      [
        'Argo CD prod',
        'https://argocd.shop.example/applications/argocd/storefront-prod',
      ],
    ]);
  });

  it('builds no address from annotations that are not plain names', async () => {
    await expect(
      linksOf(
        component({
          'github.com/project-slug': 'shop/../../evil?x=',
          'backstage.io/kubernetes-id': '../secrets',
          'shop-portal.example/environments': 'dev',
        }),
      ),
    ).resolves.toEqual([]);
    await expect(
      linksOf(
        component({
          'backstage.io/kubernetes-id': 'storefront',
          'shop-portal.example/environments': 'a/../b,javascript:x',
        }),
      ),
    ).resolves.toEqual([]);
  });

  it("keeps the entity's own links and adds none twice", async () => {
    const entity = component({ 'github.com/project-slug': 'shop/storefront' });
    entity.metadata.links = [
      { title: 'Code', url: 'https://github.com/shop/storefront' },
    ];
    await expect(linksOf(entity)).resolves.toEqual([
      ['Code', 'https://github.com/shop/storefront'],
    ]);
  });

  it('adds nothing where the portal knows no repositories', async () => {
    await expect(
      linksOf(
        component({ 'github.com/project-slug': 'shop/storefront' }),
        ServiceLinksProcessor.fromConfig(new ConfigReader({})),
      ),
    ).resolves.toEqual([]);
  });

  it('leaves other kinds alone', async () => {
    const entity = {
      ...component({ 'github.com/project-slug': 'shop/storefront' }),
      kind: 'Resource',
    };
    await expect(linksOf(entity)).resolves.toEqual([]);
  });
});
