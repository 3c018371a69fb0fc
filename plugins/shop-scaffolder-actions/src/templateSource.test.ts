import { entityEnvelopeSchemaValidator } from '@backstage/catalog-model';
import { spawnSync } from 'child_process';
import { parse } from 'yaml';
import { useTemplate, VALUES } from './__testUtils__/useTemplate';

// Every test renders the whole template.
jest.setTimeout(60_000);

const hasPython = spawnSync('python3', ['--version']).status === 0;
const describeWithPython = hasPython ? describe : describe.skip;

describe('repository that New service makes', () => {
  const template = useTemplate('shop-service');

  it('keeps every expression of the workflows', async () => {
    const { files } = await template.render();

    const release = files.get('source/.github/workflows/release.yml') ?? '';
    expect(release).toContain('TAG: ${{ needs.image.outputs.tag }}');
    expect(release).toContain('group: release-${{ github.ref }}');
    expect(release).toContain('IMAGE: registry.shop.example/shop/reviews\n');
    const ci = files.get('source/.github/workflows/ci.yml') ?? '';
    expect(ci).toContain('TAG: ${{ github.event.pull_request.head.sha }}');
  });

  it('describes the component as a person wrote it', async () => {
    const { files } = await template.render();

    const entity = entityEnvelopeSchemaValidator()(
      parse(files.get('source/catalog-info.yaml') ?? ''),
    );
    expect(entity).toMatchObject({
      kind: 'Component',
      metadata: {
        name: 'reviews',
        description: VALUES['shop-service'].description,
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
        description: VALUES['shop-service'].description,
      },
    );
    expect(files.get('source/CODEOWNERS')).toBe('* @shop/shop-team\n');
  });

  it.each(['node', 'python'])('has a safe image for %s', async language => {
    const { files } = await template.render({ language });

    const dockerfile = files.get('source/Dockerfile') ?? '';
    expect(dockerfile).toMatch(/^ARG BASE=[\w.:-]+@sha256:[0-9a-f]{64}$/m);
    expect(dockerfile.match(/^FROM /gm)).toHaveLength(3);
    expect(dockerfile).toMatch(/^USER 10001:10001$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
    expect(files.has('source/.dockerignore')).toBe(true);
  });

  it('has Node tests that pass', async () => {
    await template.write({ language: 'node' });

    const { status, stdout } = spawnSync(process.execPath, ['--test'], {
      cwd: template.directory.resolve('source'),
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    });
    expect(stdout).toMatch(/pass 5\b/);
    expect(status).toBe(0);
  });

  // Skipped where python3 is missing: the skeleton needs nothing else of it.
  describeWithPython('where Python is installed', () => {
    it('has Python tests that pass', async () => {
      await template.write({ language: 'python' });

      const { status, stderr } = spawnSync('python3', ['-m', 'unittest'], {
        cwd: template.directory.resolve('source'),
        encoding: 'utf8',
      });
      expect(stderr).toContain('Ran 5 tests');
      expect(status).toBe(0);
    });
  });
});
