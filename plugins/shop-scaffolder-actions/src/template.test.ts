import { buildKustomization } from '@shop-portal/kubectl';
import { dirname } from 'path';
import { useTemplate } from './__testUtils__/useTemplate';

// Every test renders the whole template.
jest.setTimeout(60_000);

describe('template New service', () => {
  const template = useTemplate('shop-service');

  it.each([
    ['ecommerce', { delivery: 'blueGreen' }, 6],
    ['coffeeshop', { delivery: 'plain' }, 5],
    [
      'ecommerce',
      { autoscaling: true, minimumPods: 2, maximumPods: 4, database: true },
      8,
    ],
    ['ecommerce', { monitors: true }, 10],
  ])(
    'deploys to every environment of %s with %j without a warning',
    async (system, values, count) => {
      const files = await template.write({ system, ...values });

      const overlays = [...files.keys()]
        .filter(path => /overlays\/[^/]+\/kustomization\.yaml$/.test(path))
        .map(dirname);
      expect(overlays.map(path => path.split('/').pop()).sort()).toEqual(
        system === 'ecommerce' ? ['dev', 'prod'] : ['prod'],
      );
      for (const overlay of overlays) {
        const built = await buildKustomization(
          template.directory.resolve(overlay),
        );
        expect(built.warnings).toEqual([]);
        expect(built.objects).toHaveLength(count);
      }
    },
  );

  it('makes a Rollout that waits for a person in prod only, and claims it', async () => {
    await template.write();

    const rollouts = [];
    for (const environment of ['dev', 'prod']) {
      const { objects } = await buildKustomization(
        template.directory.resolve(
          `deployment/apps/reviews/overlays/${environment}`,
        ),
      );
      rollouts.push(objects.find(object => parseKind(object) === 'Rollout'));
    }
    const [dev, prod] = rollouts;
    const claimed = {
      metadata: {
        name: 'reviews',
        namespace: 'ecommerce',
        annotations: { 'backstage.io/entity-ref': 'component:default/reviews' },
        labels: { 'backstage.io/kubernetes-id': 'reviews' },
      },
    };
    expect(dev).toMatchObject({
      ...claimed,
      spec: {
        replicas: 1,
        strategy: {
          blueGreen: { autoPromotionEnabled: true, scaleDownDelaySeconds: 30 },
        },
      },
    });
    expect(prod).toMatchObject({
      ...claimed,
      spec: {
        replicas: 2,
        strategy: {
          blueGreen: {
            activeService: 'reviews-active',
            previewService: 'reviews-preview',
            autoPromotionEnabled: false,
            scaleDownDelaySeconds: 600,
          },
        },
        selector: {
          matchLabels: {
            'app.kubernetes.io/name': 'reviews',
            'app.kubernetes.io/instance': 'reviews',
          },
        },
        template: {
          metadata: {
            labels: {
              'backstage.io/kubernetes-id': 'reviews',
              'tags.datadoghq.com/env': 'prod',
              'tags.datadoghq.com/version': 'unreleased',
            },
          },
          spec: {
            containers: [
              { image: 'registry.shop.example/shop/reviews:unreleased' },
            ],
          },
        },
      },
    });
  });

  it('keeps a tag that looks like a number as text', async () => {
    const files = await template.write();
    const overlay = 'deployment/apps/reviews/overlays/prod';
    const kustomization = files.get(`${overlay}/kustomization.yaml`) ?? '';
    template.directory.addContent({
      [`${overlay}/kustomization.yaml`]: kustomization.replace(
        'newTag: unreleased',
        "newTag: '01234567'",
      ),
    });

    const { yaml } = await buildKustomization(
      template.directory.resolve(overlay),
    );

    expect(yaml).toContain('tags.datadoghq.com/version: "01234567"\n');
    expect(yaml).toContain('app.kubernetes.io/version: "01234567"\n');
  });

  it('says where each overlay runs', async () => {
    const { files } = await template.render({ system: 'coffeeshop' });

    const config = files.get(
      'deployment/apps/reviews/overlays/prod/config.json',
    );
    expect(JSON.parse(config ?? '')).toEqual({
      service: 'reviews',
      environment: 'prod',
      cluster: 'coffee-prod',
      namespace: 'coffeeshop',
      system: 'coffeeshop',
      entityRef: 'component:default/reviews',
    });
  });

  it('links to everything at the end', async () => {
    const { output } = await template.render();

    expect(output).toMatchObject({
      links: [
        { title: 'Open service', entityRef: 'component:default/reviews' },
        { title: 'Pull request #0 in deploy' },
        { title: 'Pull request #0 in infra' },
        {
          title: 'Repository',
          url: 'https://github.shop.example/shop/reviews',
        },
      ],
      text: [{ title: 'reviews is created.' }],
    });
  });

  it.each([
    'storefront',
    'Reviews',
    '../deploy',
    'a/b',
    '$(id)',
    '${{ secrets.token }}',
    'reviews\nother: yes',
    '-reviews',
    'x',
  ])('refuses the name %j before it writes anything', async name => {
    const { status, body } = await template.dryRun({ name });

    expect(status).toBe(400);
    expect(body.error.message).toContain('cannot be created');
  });

  it.each([
    { port: 80 },
    { port: 70000 },
    { description: '' },
    { description: 'two\nlines' },
    { system: 'library' },
    { language: 'cobol' },
  ])('refuses %j', async values => {
    const { status } = await template.dryRun(values);
    expect(status).toBe(400);
  });
});

function parseKind(object: unknown): unknown {
  return typeof object === 'object' && object && 'kind' in object
    ? object.kind
    : undefined;
}
