import { z } from 'zod';
import { PersonName } from './support/api';
import { LabGitHub } from './support/LabGitHub';
import { expect, test } from './support/test';

const ORDINARY_PEOPLE: PersonName[] = ['Dana Kim', 'Olga Petrova', 'Vera Ito'];
const STOREFRONT = '/api/catalog/entities/by-name/component/default/storefront';

const entitySchema = z.object({ metadata: z.object({ uid: z.string() }) });
const dryRunSchema = z.object({
  entities: z.array(z.object({ kind: z.string() })),
});

/** A template as somebody could write it to borrow the portal's tokens. */
const DRY_RUN = {
  template: {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name: 'own' },
    spec: {
      type: 'service',
      steps: [
        {
          id: 'log',
          name: 'Log',
          action: 'debug:log',
          input: { message: 'x' },
        },
      ],
    },
  },
  values: {},
  secrets: {},
  directoryContents: [],
};

for (const person of ORDINARY_PEOPLE) {
  test(`${person} registers and deletes nothing in the catalog and runs no template of their own`, async ({
    product,
    apiOf,
  }) => {
    const api = await apiOf(person);
    const target = `${product.githubUrl}/shop/storefront/blob/main/catalog-info.yaml`;
    const { metadata } = entitySchema.parse(
      await (await api.get(STOREFRONT)).json(),
    );

    const refused = [
      await api.post('/api/catalog/locations', { type: 'url', target }),
      await api.post('/api/catalog/locations?dryRun=true', {
        type: 'url',
        target,
      }),
      await api.post('/api/catalog/analyze-location', {
        location: { type: 'url', target },
      }),
      await api.fetch(`/api/catalog/entities/by-uid/${metadata.uid}`, {
        method: 'DELETE',
      }),
      await api.post('/api/scaffolder/v2/dry-run', DRY_RUN),
    ];

    expect(refused.map(response => response.status())).toEqual([
      403, 403, 403, 403, 403,
    ]);
    const still = await api.get(STOREFRONT);
    expect(entitySchema.parse(await still.json()).metadata).toEqual(metadata);
  });
}

test('a platform engineer may register and try templates', async ({
  product,
  apiOf,
}) => {
  const piet = await apiOf('Piet Maas');
  const dryRun = await piet.post('/api/scaffolder/v2/dry-run', DRY_RUN);
  expect(dryRun.status()).toBe(200);

  const github = LabGitHub.of(product.lab);
  await github.createRepository('tools');
  const target = await github.commitFile(
    'tools',
    'catalog-info.yaml',
    `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: tools
spec:
  type: tool
  lifecycle: experimental
  owner: group:default/platform-team
`,
  );
  const registered = await piet.post('/api/catalog/locations?dryRun=true', {
    type: 'url',
    target,
  });
  expect(registered.status()).toBe(201);
  const { entities } = dryRunSchema.parse(await registered.json());
  expect(entities.map(({ kind }) => kind)).toContain('Component');
});

for (const kind of ['Group', 'User', 'Template', 'System', 'Domain']) {
  test(`nobody brings a ${kind} by a registered file`, async ({
    product,
    apiOf,
  }) => {
    const github = LabGitHub.of(product.lab);
    const repository = `brings-${kind.toLowerCase()}`;
    await github.createRepository(repository);
    const target = await github.commitFile(
      repository,
      'catalog-info.yaml',
      `apiVersion: ${
        kind === 'Template'
          ? 'scaffolder.backstage.io/v1beta3'
          : 'backstage.io/v1alpha1'
      }
kind: ${kind}
metadata:
  name: ${repository}
spec:
  type: team
  owner: group:default/platform-team
  children: []
  memberOf: [shop-operators]
  steps: []
`,
    );
    const piet = await apiOf('Piet Maas');
    const response = await piet.post('/api/catalog/locations?dryRun=true', {
      type: 'url',
      target,
    });
    expect(response.status()).toBe(400);
    expect(await response.text()).toContain('is not of an allowed kind');
  });
}
