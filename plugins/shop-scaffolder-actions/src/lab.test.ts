import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { parse } from 'yaml';
import { LabPortal, TaskEnd } from './__testUtils__/LabPortal';

jest.setTimeout(120_000);

const VALUES = {
  name: 'reviews',
  description: 'Shows what customers think.',
  owner: 'group:default/shop-team',
  system: 'ecommerce',
  language: 'node',
  port: 3000,
  delivery: 'blueGreen',
  database: false,
  autoscaling: false,
  monitors: false,
};

describe('templates with a GitHub that has Git', () => {
  let portal: LabPortal;
  let task: TaskEnd;

  beforeAll(async () => {
    portal = await LabPortal.start();
    task = await portal.run('shop-service', VALUES);
  });

  afterAll(() => portal?.stop());

  async function readText(repository: string, path: string) {
    const response = await portal.api(
      `/repos/shop/${repository}/contents/${path}`,
    );
    const { content } = await response.json();
    return Buffer.from(content, 'base64').toString('utf8');
  }

  it('runs to its end and links to everything', async () => {
    expect(task.error).toBeUndefined();
    expect(task.status).toBe('completed');
    expect(task.output).toMatchObject({
      links: [
        { title: 'Open service', entityRef: 'component:default/reviews' },
        { url: `http://localhost:${portal.port}/shop/deploy/pull/1` },
        { url: `http://localhost:${portal.port}/shop/infra/pull/1` },
        { url: `http://localhost:${portal.port}/shop/reviews` },
      ],
    });
  });

  it('made a repository with one commit', async () => {
    const commits = await portal.api('/repos/shop/reviews/commits');
    expect(await commits.json()).toEqual([
      expect.objectContaining({
        commit: expect.objectContaining({
          message: 'Create reviews\n\nRequested-by: user:default/mock',
        }),
      }),
    ]);
    expect(parse(await readText('reviews', '.portal/answers.yaml'))).toEqual({
      template: 'template:default/shop-service',
      templateVersion: '1.1.0',
      task: task.id,
      ...VALUES,
    });
    expect(
      await readText('reviews', '.github/workflows/release.yml'),
    ).toContain('${{ steps.tag.outputs.tag }}');
  });

  it('is in the catalog, owned by the team', async () => {
    const entity = await portal.waitForEntity('component/default/reviews');

    expect(entity.metadata.annotations).toMatchObject({
      'backstage.io/managed-by-origin-location': `url:http://localhost:${portal.port}/shop/reviews/blob/main/catalog-info.yaml`,
      'github.com/project-slug': 'shop/reviews',
    });
    expect(entity.spec).toMatchObject({
      owner: 'group:default/shop-team',
      system: 'ecommerce',
    });
  });

  it('deploys when its pull request is merged', async () => {
    const pull = await (await portal.api('/repos/shop/deploy/pulls/1')).json();
    expect(pull).toMatchObject({
      state: 'open',
      title: 'Add reviews',
      head: { ref: 'portal/reviews' },
    });

    const merged = await portal.api('/repos/shop/deploy/pulls/1/merge', {
      method: 'PUT',
    });
    expect(merged.status).toBe(200);

    const overlay = await readText(
      'deploy',
      'apps/reviews/overlays/prod/kustomization.yaml',
    );
    expect(overlay).toContain('newName: registry.shop.example/shop/reviews');
  });

  it('gives a name once', async () => {
    const again = await portal.run('shop-service', VALUES);

    expect(again.status).toBe('failed');
    expect(again.error).toContain(
      '"reviews" exists in GitHub (owner: shop-team). Choose another name.',
    );
    expect(again.error).toContain(
      '"reviews" exists in the catalog (owner: shop-team). Choose another name.',
    );
  });

  it('lets the role trust the repository by its number', async () => {
    const { id, owner } = await (
      await portal.api('/repos/shop/reviews')
    ).json();
    await portal.api('/repos/shop/infra/pulls/1/merge', { method: 'PUT' });

    expect(
      await readText(
        'infra',
        'live/_global/release-role/reviews/terragrunt.hcl',
      ),
    ).toContain(`"repo:shop@${owner.id}/reviews@${id}:environment:registry"`);
  });

  it('adds an overlay to a service that exists, and no second one', async () => {
    const values = {
      service: 'discounts',
      environment: 'staging',
      tag: '40aa91d',
      promotion: 'automatic',
      autoscaling: false,
      pods: 1,
      database: true,
      ingress: 'none',
    };
    const added = await portal.run('shop-kustomize-overlay', values);
    expect(added).toMatchObject({ status: 'completed', error: undefined });
    const again = await portal.run('shop-kustomize-overlay', values);
    expect(again.output).toEqual(added.output);

    await portal.api('/repos/shop/deploy/pulls/2/merge', { method: 'PUT' });
    const overlay = 'apps/discounts/overlays/staging';
    expect(await readText('deploy', `${overlay}/kustomization.yaml`)).toContain(
      'namespace: ecommerce-staging',
    );

    const late = await portal.run('shop-kustomize-overlay', values);
    expect(late.error).toContain('discounts has staging already.');
    const pulls = await portal.api('/repos/shop/deploy/pulls?state=all');
    expect(await pulls.json()).toHaveLength(2);
  });

  it('goes on after a failure, and makes nothing twice', async () => {
    const host = `http://localhost:${portal.port}/api/v3`;
    const made = new Array<string>();
    const server = setupServer(
      http.post(
        `${host}/repos/shop/deploy/pulls`,
        () => HttpResponse.json({ message: 'Server Error' }, { status: 500 }),
        { once: true },
      ),
    );
    server.events.on('response:bypass', ({ request, response }) => {
      const { pathname } = new URL(request.url);
      const isMade = request.method === 'POST' && response.status === 201;
      if (isMade && /\/(pulls|repos)$/.test(pathname)) {
        made.push(pathname.replace('/api/v3', ''));
      }
    });
    server.listen({ onUnhandledRequest: 'bypass' });
    try {
      const values = { ...VALUES, name: 'ratings' };
      const failed = await portal.run('shop-service', values);
      expect(failed.error).toContain(
        'GitHub refused the pull request "Add ratings" in shop/deploy (500)',
      );
      const retried = await portal.retry(failed);

      expect(retried).toMatchObject({ status: 'completed', error: undefined });
      expect(made).toEqual([
        '/orgs/shop/repos',
        '/repos/shop/infra/pulls',
        '/repos/shop/deploy/pulls',
      ]);
    } finally {
      server.close();
    }
  });

  it('keeps its token to itself', () => {
    expect(task.log).toContain('Proposed');
    expect(task.log).not.toContain('lab-portal-token-of-a-test');
    expect(JSON.stringify(task.output)).not.toContain('lab-portal-token');
  });
});
