import { parse } from 'yaml';
import { GitHubTestServer } from './__testUtils__/GitHubTestServer';
import { eventually } from './__testUtils__/eventually';

jest.setTimeout(60_000);

const AUTHOR = { name: 'Dana Kim', email: 'dana.kim@shop.example' };
const WORKFLOW = '.github/workflows/release.yml';

describe('releases', () => {
  let server: GitHubTestServer;

  beforeEach(async () => {
    server = await GitHubTestServer.start();
  });

  afterEach(async () => {
    server.conformance.assertNoProblems();
    await server.stop();
  });

  const image = (service: string, tag: string) =>
    `registry.shop.example/shop/${service}:${tag}`;

  async function overlayOf(service: string, environment: string) {
    const { data } = await server.octokit().rest.repos.getContent({
      owner: 'shop',
      repo: 'deploy',
      path: `apps/${service}/overlays/${environment}/kustomization.yaml`,
      mediaType: { format: 'raw' },
    });
    return String(data);
  }

  const tagOf = async (service: string, environment: string) =>
    parse(await overlayOf(service, environment)).images[0].newTag;

  /** What the workflows of the newest commits say, newest first. */
  async function runs(repo: string) {
    const { rest } = server.octokit();
    const target = { owner: 'shop', repo };
    const { data: commits } = await rest.repos.listCommits(target);
    const checks = commits.map(async ({ sha }) => {
      const { data } = await rest.checks.listForRef({ ...target, ref: sha });
      return data.check_runs;
    });
    return (await Promise.all(checks)).flat();
  }

  const runPage = async (url: string) => (await fetch(url)).text();

  const push = (repository: string, files: Record<string, string>) =>
    server.commitFiles(repository, 'Change something', files);

  /** The overlays of a new service, as a template would propose them. */
  function overlays(service: string): Record<string, string> {
    return Object.fromEntries(
      ['dev', 'prod'].map(environment => [
        `apps/${service}/overlays/${environment}/kustomization.yaml`,
        `images:\n- name: shop/${service}\n  newName: registry.shop.example/shop/${service}\n  newTag: unreleased # not yet\n`,
      ]),
    );
  }

  it('start with the seeded images, and with no run', async () => {
    const { registry } = server.github;
    expect(registry.exists(image('storefront', '826a72c4'))).toBe(true);
    expect(registry.exists(image('storefront', '9f31c02'))).toBe(true);
    expect(registry.exists(image('storefront', 'nothing'))).toBe(false);
    expect(registry.exists('registry.shop.example/shop/web')).toBe(false);
    expect(registry.exists('docker.io/library/redis:8')).toBe(true);
    expect(registry.tags('constructor')).toEqual([]);
    expect(await runs('storefront')).toEqual([]);
    expect(server.pushes).toEqual([]);
  });

  it('turn a push into an image and a tag in dev, and leave prod alone', async () => {
    const before = await overlayOf('storefront', 'dev');
    const sha = await push('storefront', { 'notes.md': 'Hello\n' });
    const [started] = await eventually(async () => {
      const found = await runs('storefront');
      expect(found).toHaveLength(1);
      return found;
    });
    expect(started).toMatchObject({
      head_sha: sha,
      name: 'release',
      output: { title: 'Change something' },
    });
    const [finished] = await eventually(async () => {
      const found = await runs('storefront');
      expect(found[0].status).toBe('completed');
      return found;
    });
    expect(finished.conclusion).toBe('success');
    const tag = sha.slice(0, 8);
    expect(server.github.registry.exists(image('storefront', tag))).toBe(true);
    expect(await overlayOf('storefront', 'dev')).toBe(
      before.replace(/newTag: .*/, `newTag: '${tag}'`),
    );
    expect(await tagOf('storefront', 'prod')).toBe('826a72c4');
    expect(await runPage(finished.html_url ?? '')).toContain('Succeeded');
    await eventually(async () =>
      expect(server.pushes.map(event => event.repository)).toEqual([
        'storefront',
        'deploy',
      ]),
    );
  });

  it('build every service of the coffee shop from its one repository', async () => {
    const sha = await push('coffeeshop', { 'notes.md': 'Hello\n' });
    await eventually(async () => {
      for (const service of ['web', 'kitchen']) {
        expect(server.github.registry.tags(service)).toEqual([
          'v1.4.0',
          sha.slice(0, 8),
        ]);
      }
    });
    expect(await tagOf('web', 'prod')).toBe('v1.4.0');
  });

  it('follow only main, and only where there is a release workflow', async () => {
    await push('infra', { 'notes.md': 'Hello\n' });
    const idea = await server.clone('storefront', 'idea');
    await idea.git('commit', '--allow-empty', '--message', 'Idea');
    await idea.git('push', '--quiet', 'origin', 'HEAD:idea');
    await push('discounts', { 'notes.md': 'Hello\n' });
    await eventually(async () =>
      expect(await runs('discounts')).toHaveLength(1),
    );
    expect(await runs('infra')).toEqual([]);
    expect(await runs('storefront')).toEqual([]);
  });

  it('give a new service its first tag when its overlays are merged', async () => {
    const { rest } = server.octokit();
    await rest.repos.createInOrg({ org: 'shop', name: 'reviews' });
    const sha = await push('reviews', { [WORKFLOW]: 'name: release\n' });
    const [run] = await eventually(async () => {
      const found = await runs('reviews');
      expect(found[0]?.status).toBe('completed');
      return found;
    });
    expect(await runPage(run.html_url ?? '')).toContain(
      'has no dev overlay yet',
    );

    await push('deploy', overlays('reviews'));
    const tag = sha.slice(0, 8);
    await eventually(async () => {
      expect(await tagOf('reviews', 'dev')).toBe(tag);
      expect(await tagOf('reviews', 'prod')).toBe(tag);
    });
    const { data: commits } = await rest.repos.listCommits({
      owner: 'shop',
      repo: 'deploy',
    });
    expect(commits[0].commit.message).toBe(`Release reviews ${tag} to prod`);
    expect(commits[0].commit.author?.name).toBe('GitHub Actions');
  });

  it('give it its first tag, too, when the overlays were there before', async () => {
    await push('deploy', overlays('reviews'));
    const { rest } = server.octokit();
    await rest.repos.createInOrg({ org: 'shop', name: 'reviews' });
    const sha = await push('reviews', { [WORKFLOW]: 'name: release\n' });
    await eventually(async () => {
      expect(await tagOf('reviews', 'dev')).toBe(sha.slice(0, 8));
      expect(await tagOf('reviews', 'prod')).toBe(sha.slice(0, 8));
    });
    // Only the first: later ones reach prod by somebody's decision.
    const next = await push('reviews', { 'notes.md': 'Hello\n' });
    await eventually(async () =>
      expect(await tagOf('reviews', 'dev')).toBe(next.slice(0, 8)),
    );
    expect(await tagOf('reviews', 'prod')).toBe(sha.slice(0, 8));
  });

  it('are pushed by hand, also with a tag that does not exist', async () => {
    const request = {
      service: 'storefront',
      environment: 'prod',
      author: AUTHOR,
    };
    const { github } = server;
    await github.pushTag({ ...request, tag: '20261122', publish: true });
    expect(github.registry.exists(image('storefront', '20261122'))).toBe(true);
    expect(await tagOf('storefront', 'prod')).toBe('20261122');

    await github.pushTag({ ...request, tag: 'missing' });
    expect(github.registry.exists(image('storefront', 'missing'))).toBe(false);
    await push('deploy', { 'notes.md': 'Something else\n' });
    await eventually(async () =>
      expect(server.pushes.at(-1)?.repository).toBe('deploy'),
    );
    expect(await tagOf('storefront', 'prod')).toBe('missing');

    await expect(
      github.pushTag({ ...request, environment: 'stage', tag: '826a72c4' }),
    ).rejects.toThrow('deploy has no stage overlay of storefront');
    await expect(
      github.pushTag({ ...request, tag: "x'\n", publish: true }),
    ).rejects.toThrow(/not an image name/);
  });

  it('go on after a restart', async () => {
    const sha = await push('storefront', { 'notes.md': 'Hello\n' });
    await eventually(async () =>
      expect(await runs('storefront')).toHaveLength(1),
    );
    await server.restart();
    await eventually(async () =>
      expect(await tagOf('storefront', 'dev')).toBe(sha.slice(0, 8)),
    );
    expect(await runs('storefront')).toHaveLength(1);
    const { data } = await server
      .octokit()
      .rest.repos.listCommits({ owner: 'shop', repo: 'storefront' });
    expect(data).toHaveLength(2);
  });
});
