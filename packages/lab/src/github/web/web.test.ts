import { GitHubTestServer } from '../__testUtils__/GitHubTestServer';

jest.setTimeout(60_000);

describe('the web pages', () => {
  let server: GitHubTestServer;

  beforeAll(async () => {
    server = await GitHubTestServer.start();
  });

  afterAll(async () => {
    await server.stop();
  });

  async function open(path: string) {
    const response = await fetch(`${server.url}${path}`);
    return { status: response.status, text: await response.text(), response };
  }

  async function propose(branch: string, title: string, body?: string) {
    const { rest } = server.octokit();
    const target = { owner: 'shop', repo: 'infra' };
    const { data: main } = await rest.git.getRef({
      ...target,
      ref: 'heads/main',
    });
    await rest.git.createRef({
      ...target,
      ref: `refs/heads/${branch}`,
      sha: main.object.sha,
    });
    const files = { [`${branch}.md`]: 'a <b> & c\n' };
    await server.commitFiles('infra', `Add ${branch}`, files, branch);
    const { data } = await rest.pulls.create({
      ...target,
      title,
      body,
      head: branch,
      base: 'main',
    });
    return data;
  }

  const merge = (number: number, headers: HeadersInit) =>
    fetch(`${server.url}/shop/infra/pull/${number}/merge`, {
      method: 'POST',
      headers,
      redirect: 'manual',
    });

  it('leads from the list of repositories to a file', async () => {
    const list = await open('/');
    expect(list.text).toContain(`href="${server.url}/shop/deploy"`);
    expect(list.text).toContain('href="http://localhost:7007"');
    const repository = await open('/shop/deploy');
    expect(repository.text).toContain('What runs where:');
    expect(repository.text).toContain('/shop/deploy/tree/main/apps');
    const folder = await open('/shop/deploy/tree/main/apps/web/overlays/prod');
    expect(folder.text).toContain('kustomization.yaml');
    const file = await open(
      '/shop/deploy/blob/main/apps/web/overlays/prod/kustomization.yaml',
    );
    expect(file.text).toContain('newTag: &#39;v1.4.0&#39;');
  });

  it.each([
    '/shop/nothing',
    '/shop/deploy/blob/main/nothing',
    '/shop/deploy/tree/nothing/apps',
    '/shop/deploy/commit/ffffffff',
    '/shop/deploy/pull/99',
    '/shop/deploy/actions/runs/1',
    '/others/deploy',
  ])('answers 404 for %s', async path => {
    expect((await open(path)).status).toBe(404);
  });

  it('lets nothing of a repository run as a script', async () => {
    const { number } = await propose(
      'evil',
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(2)>',
    );
    const { text, response } = await open(`/shop/infra/pull/${number}`);
    expect(text).not.toMatch(/<script|<img/);
    expect(text).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
    expect(text).toContain('<ins>+a &#60;b&#62; &#38; c</ins>');
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none'",
    );
  });

  it('merges by the button, once', async () => {
    const { number } = await propose('notes', 'Add notes', 'Why not?');
    const page = `/shop/infra/pull/${number}`;
    const before = await open(page);
    expect(before.text).toContain('Merge pull request</button>');
    expect(before.text).toContain('Why not?');
    expect(before.text).toContain('Add notes');

    const merged = await merge(number, { origin: server.url });
    expect(merged.status).toBe(303);
    expect(merged.headers.get('location')).toBe(`${server.url}${page}`);
    const after = await open(page);
    expect(after.text).toContain('Merged by you');
    expect(after.text).not.toContain('</button>');
    expect((await open('/shop/infra/blob/main/notes.md')).status).toBe(200);
    const { text } = await open('/shop/infra/commits');
    expect(text.match(/Merge pull request #/g)).toHaveLength(1);

    await merge(number, { origin: server.url });
    const again = await open('/shop/infra/commits');
    expect(again.text.match(/Merge pull request #/g)).toHaveLength(1);
    const list = await open('/shop/infra/pulls');
    expect(list.text).toContain('Merged');
  });

  it('takes forms from its own pages only', async () => {
    const { number } = await propose('guarded', 'Guarded');
    const foreign: Record<string, string>[] = [
      {},
      { origin: 'http://localhost:7007' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ];
    for (const headers of foreign) {
      expect((await merge(number, headers)).status).toBe(403);
    }
    const { text } = await open(`/shop/infra/pull/${number}`);
    expect(text).toContain('Merge pull request</button>');
  });

  it('says when a branch has conflicts', async () => {
    const { number } = await propose('clash', 'Clash');
    await server.commitFiles('infra', 'First', { 'clash.md': 'else\n' });
    const { text } = await open(`/shop/infra/pull/${number}`);
    expect(text).toContain('has conflicts');
    expect(text).not.toContain('</button>');
    await merge(number, { origin: server.url });
    expect((await open(`/shop/infra/pull/${number}`)).text).toContain('Open');
  });
});
