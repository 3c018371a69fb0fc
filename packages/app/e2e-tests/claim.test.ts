import { readDelivery } from './support/delivery';
import { LabGitHub } from './support/LabGitHub';
import { expectRefusal, upstreamWrites } from './support/refusals';
import { expect, test } from './support/test';
import { writeRoutes } from './support/writeRoutes';

test('an entity that copies annotations sees the workload and drives nothing', async ({
  product,
  apiOf,
}) => {
  const github = LabGitHub.of(product.lab);
  await github.createRepository('copycat');
  const target = await github.commitFile(
    'copycat',
    'catalog-info.yaml',
    `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: copycat
  annotations:
    backstage.io/kubernetes-id: storefront
    argocd/app-selector: backstage.io/kubernetes-id=storefront
spec:
  type: service
  lifecycle: experimental
  owner: user:default/vera.ito
`,
  );
  const piet = await apiOf('Piet Maas');
  const registered = await piet.post('/api/catalog/locations', {
    type: 'url',
    target,
  });
  expect(registered.status()).toBe(201);

  // Vera owns the copy, so outside production only the claim is in her way.
  const vera = await apiOf('Vera Ito');
  await expect(async () => {
    const entity = await vera.get(
      '/api/catalog/entities/by-name/component/default/copycat',
    );
    expect(entity.status()).toBe(200);
    const { relations } = await entity.json();
    expect(relations).toContainEqual({
      type: 'ownedBy',
      targetRef: 'user:default/vera.ito',
    });
  }).toPass({ timeout: 60_000 });

  for (const person of ['Vera Ito', 'Olga Petrova'] as const) {
    const api = await apiOf(person);
    const { lanes } = await readDelivery(api, 'copycat');
    expect(lanes.map(({ environment: { name } }) => name)).toEqual([
      'dev',
      'prod',
    ]);
    for (const { rollouts, applications } of lanes) {
      expect(rollouts).toHaveLength(1);
      expect(rollouts[0].live?.tag).toBe('826a72c4');
      expect(applications).toHaveLength(1);
      for (const { claimed, actions } of [...rollouts, ...applications]) {
        expect(claimed).toBe(false);
        expect(actions.filter(({ possible }) => possible)).toEqual([]);
      }
    }
    const environment = person === 'Vera Ito' ? 'dev' : 'prod';
    await product.control.resetRequests();
    for (const route of writeRoutes) {
      const { path, body } = await route.request(
        api,
        'storefront',
        environment,
      );
      const response = await api.post(path, {
        ...body,
        entityRef: 'component:default/copycat',
      });
      await expectRefusal(response, {
        status: 403,
        message:
          /does not name this service\. Add the annotation backstage\.io\/entity-ref: component:default\/copycat to it\./,
      });
    }
    expect(await upstreamWrites(product)).toEqual([]);
  }
});
