import { GitHubTestServer } from '../__testUtils__/GitHubTestServer';
import { eventually } from '../__testUtils__/eventually';

jest.setTimeout(60_000);

const OVERLAY = 'apps/storefront/overlays/prod/kustomization.yaml';

describe('the REST API', () => {
  let server: GitHubTestServer;

  beforeAll(async () => {
    server = await GitHubTestServer.start();
  });

  afterEach(() => {
    server.conformance.assertNoProblems();
  });

  afterAll(async () => {
    await server.stop();
  });

  /** A client, and a new repository for it. */
  async function create(repo: string, settings = {}) {
    const { rest } = server.octokit();
    const org = { org: 'shop', name: repo, auto_init: true };
    await rest.repos.createInOrg({ ...org, ...settings });
    return { rest, target: { owner: 'shop', repo } };
  }

  /** Proposes one file on a branch of its own. */
  async function propose(
    repo: string,
    branch: string,
    content: string,
    path = 'notes.md',
  ) {
    const { rest } = server.octokit();
    const target = { owner: 'shop', repo };
    const { data: main } = await rest.git.getRef({
      ...target,
      ref: 'heads/main',
    });
    const { data: base } = await rest.git.getCommit({
      ...target,
      commit_sha: main.object.sha,
    });
    const { data: blob } = await rest.git.createBlob({ ...target, content });
    const { data: tree } = await rest.git.createTree({
      ...target,
      base_tree: base.tree.sha,
      tree: [{ path, mode: '100644', type: 'blob', sha: blob.sha }],
    });
    const { data: commit } = await rest.git.createCommit({
      ...target,
      message: `Note ${content}`,
      tree: tree.sha,
      parents: [main.object.sha],
    });
    await rest.git.createRef({
      ...target,
      ref: `refs/heads/${branch}`,
      sha: commit.sha,
    });
    return commit.sha;
  }

  const refusal = (status: number, message: RegExp) =>
    expect.objectContaining({
      status,
      message: expect.stringMatching(message),
    });

  describe('who may ask', () => {
    it('needs a token, and the right one', async () => {
      const url = `${server.url}/api/v3/repos/shop/deploy`;
      const anonymous = await fetch(url);
      expect(anonymous.status).toBe(401);
      expect(await anonymous.json()).toMatchObject({
        message: 'Requires authentication',
        status: '401',
      });
      const { rest } = server.octokit('somebody-elses');
      await expect(
        rest.repos.get({ owner: 'shop', repo: 'deploy' }),
      ).rejects.toEqual(refusal(401, /Bad credentials/));
      const { status } = await fetch(`${server.url}/api/v3/gists`);
      expect(status).toBe(401);
    });

    it('answers 404 for another organisation and for routes it lacks', async () => {
      const { rest } = server.octokit();
      await expect(
        rest.repos.get({ owner: 'others', repo: 'deploy' }),
      ).rejects.toEqual(refusal(404, /Not Found/));
      const { status } = await fetch(`${server.url}/api/v3/gists`, {
        headers: { authorization: `token ${server.token}` },
      });
      expect(status).toBe(404);
    });
  });

  describe('repositories', () => {
    it('are made and described', async () => {
      const { rest } = server.octokit();
      const { data: created } = await rest.repos.createInOrg({
        org: 'shop',
        name: 'reviews',
        description: 'What customers think',
        homepage: 'http://localhost:7007/catalog',
        private: true,
      });
      expect(created).toMatchObject({
        full_name: 'shop/reviews',
        html_url: `${server.url}/shop/reviews`,
        clone_url: `${server.url}/shop/reviews.git`,
        homepage: 'http://localhost:7007/catalog',
        private: true,
      });
      const target = { owner: 'shop', repo: 'Reviews' };
      await expect(
        rest.git.getRef({ ...target, ref: 'heads/main' }),
      ).rejects.toEqual(refusal(409, /Git Repository is empty/));
      const { data: read } = await rest.repos.get(target);
      expect(read).toMatchObject({ name: 'reviews', id: created.id });
    });

    it('refuse a name that is taken, and change what a name may not have', async () => {
      const { rest } = server.octokit();
      await expect(
        rest.repos.createInOrg({ org: 'shop', name: 'DEPLOY' }),
      ).rejects.toEqual(refusal(422, /name already exists on this account/));
      await expect(
        rest.repos.createInOrg({ org: 'shop', name: '..' }),
      ).rejects.toEqual(refusal(422, /name is not available/));
      const { data } = await rest.repos.createInOrg({
        org: 'shop',
        name: '../my repo',
      });
      expect(data.name).toBe('..-my-repo');
    });

    it('explain a body that they cannot use', async () => {
      const { rest } = server.octokit();
      await expect(
        rest.repos.createInOrg({ org: 'shop', name: 'x', has_wiki: true }),
      ).rejects.toEqual(refusal(422, /Unrecognized key: "has_wiki"/));
      const broken = await fetch(`${server.url}/api/v3/orgs/shop/repos`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.token}` },
        body: '{"name":',
      });
      expect(broken.status).toBe(400);
    });
  });

  describe('contents', () => {
    it('are read as folders and files, as JSON and raw', async () => {
      const { rest } = server.octokit();
      const target = { owner: 'shop', repo: 'deploy' };
      const root = await rest.repos.getContent({ ...target, path: '' });
      expect(root.data).toContainEqual(
        expect.objectContaining({ name: 'apps', type: 'dir' }),
      );
      const path = 'apps/storefront/overlays/prod/config.json';
      const { data: file } = await rest.repos.getContent({ ...target, path });
      const text = 'content' in file ? file.content : '';
      const config = JSON.parse(Buffer.from(text, 'base64').toString());
      expect(config).toMatchObject({
        cluster: 'shop-prod',
        entityRef: 'component:default/storefront',
      });
      const raw = await rest.repos.getContent({
        ...target,
        path,
        mediaType: { format: 'raw' },
      });
      expect(JSON.parse(String(raw.data))).toEqual(config);
      await expect(
        rest.repos.getContent({ ...target, path: 'nothing/here' }),
      ).rejects.toEqual(refusal(404, /Not Found/));
    });

    it('are written, and not over what was not seen', async () => {
      const { rest, target } = await create('contents');
      const encode = (text: string) => Buffer.from(text).toString('base64');
      const path = 'docs/a "b".md';
      const file = { ...target, path, message: 'Add', content: encode('one') };
      const { data: created } = await rest.repos.createOrUpdateFileContents(
        file,
      );
      const change = { ...file, message: 'Change', content: encode('two') };
      await expect(
        rest.repos.createOrUpdateFileContents(change),
      ).rejects.toEqual(refusal(409, /does not match/));
      const { sha } = created.content ?? {};
      await rest.repos.createOrUpdateFileContents({ ...change, sha });
      await expect(
        rest.repos.createOrUpdateFileContents({
          ...change,
          path: '.git/hooks/post-receive',
        }),
      ).rejects.toEqual(refusal(422, /malformed path/));
      await expect(
        rest.repos.createOrUpdateFileContents({ ...change, branch: 'none' }),
      ).rejects.toEqual(refusal(404, /Not Found/));
    });
  });

  describe('commits', () => {
    it('are listed by path and page, and read by a short hash', async () => {
      const { target } = await create('history');
      await server.commitFiles('history', 'Add a', { 'a.md': 'a' });
      const sha = await server.commitFiles('history', 'Add b', { 'b.md': 'b' });
      const octokit = server.octokit();
      const { listCommits, getCommit } = octokit.rest.repos;
      const all = await octokit.paginate(listCommits, {
        ...target,
        per_page: 2,
      });
      expect(all.map(each => each.commit.message)).toEqual([
        'Add b',
        'Add a',
        'Initial commit',
      ]);
      const { data: ofPath } = await listCommits({ ...target, path: 'a.md' });
      expect(ofPath.map(each => each.commit.message)).toEqual(['Add a']);
      const ref = sha.slice(0, 8);
      const { data: commit } = await getCommit({ ...target, ref });
      expect(commit).toMatchObject({
        sha,
        author: { login: 'shop-portal[bot]' },
        commit: { message: 'Add b', author: { name: 'Shop portal' } },
      });
      await expect(getCommit({ ...target, ref: 'ffffffff' })).rejects.toEqual(
        refusal(404, /Not Found/),
      );
    });

    it('have a tree', async () => {
      const { data } = await server.octokit().rest.git.getTree({
        owner: 'shop',
        repo: 'deploy',
        tree_sha: 'main',
        recursive: 'true',
      });
      expect(data.tree.map(entry => entry.path)).toContain(OVERLAY);
    });

    it.each([
      ['main...one', 'ahead', ['Note first']],
      ['one...main', 'behind', []],
      ['one...two', 'diverged', ['Note second']],
      ['main...main', 'identical', []],
    ])('are compared: %s is %s', async (basehead, status, messages) => {
      if (basehead === 'main...one') {
        await create('compared');
        await propose('compared', 'one', 'first');
        await propose('compared', 'two', 'second');
      }
      const { data } = await server
        .octokit()
        .rest.repos.compareCommitsWithBasehead({
          owner: 'shop',
          repo: 'compared',
          basehead,
        });
      expect(data).toMatchObject({ status, ahead_by: messages.length });
      expect(data.commits.map(each => each.commit.message)).toEqual(messages);
    });
  });

  it('moves branches under rules', async () => {
    const { rest, target } = await create('branches');
    const first = await propose('branches', 'one', 'first');
    const second = await propose('branches', 'two', 'second');
    const ref = 'heads/one';
    await expect(
      rest.git.createRef({ ...target, ref: `refs/${ref}`, sha: first }),
    ).rejects.toEqual(refusal(422, /Reference already exists/));
    await expect(
      rest.git.updateRef({ ...target, ref, sha: second }),
    ).rejects.toEqual(refusal(422, /not a fast forward/));
    await rest.git.updateRef({ ...target, ref, sha: second, force: true });
    const unknown = { ref, sha: 'a'.repeat(40), force: true };
    await expect(rest.git.updateRef({ ...target, ...unknown })).rejects.toEqual(
      refusal(422, /nonexistent object/),
    );
    const { data } = await rest.git.getRef({ ...target, ref });
    expect(data.object.sha).toBe(second);
  });

  describe('pull requests', () => {
    it('are opened, listed and merged', async () => {
      const { rest, target } = await create('pulls');
      const sha = await propose('pulls', 'portal/notes', 'one');
      const proposal = {
        ...target,
        title: 'Add notes',
        body: 'Why not?',
        head: 'portal/notes',
        base: 'main',
      };
      const { data: pull } = await rest.pulls.create(proposal);
      expect(pull).toMatchObject({
        number: 1,
        state: 'open',
        mergeable: true,
        changed_files: 1,
        html_url: `${server.url}/shop/pulls/pull/1`,
        head: { sha, ref: 'portal/notes' },
      });
      await expect(rest.pulls.create(proposal)).rejects.toEqual(
        refusal(422, /A pull request already exists for shop:portal\/notes/),
      );
      await expect(
        rest.pulls.create({ ...proposal, head: 'nowhere' }),
      ).rejects.toEqual(refusal(422, /There is no such branch/));
      const { data: open } = await rest.pulls.list({
        ...target,
        head: 'shop:portal/notes',
        state: 'open',
      });
      expect(open.map(each => each.title)).toEqual(['Add notes']);

      const one = { ...target, pull_number: 1 };
      await expect(
        rest.pulls.merge({ ...one, merge_method: 'squash' }),
      ).rejects.toEqual(refusal(422, /merge_method/));
      const { data: merged } = await rest.pulls.merge(one);
      await expect(rest.pulls.merge(one)).rejects.toEqual(
        refusal(405, /not mergeable/),
      );
      const { data: after } = await rest.pulls.get(one);
      expect(after).toMatchObject({
        state: 'closed',
        merged: true,
        merge_commit_sha: merged.sha,
        merged_by: { login: 'shop-portal[bot]' },
        changed_files: 1,
      });
      const ref = 'heads/main';
      const { data: main } = await rest.git.getRef({ ...target, ref });
      expect(main.object.sha).toBe(merged.sha);
      await eventually(async () =>
        expect(server.pushes).toContainEqual({
          repository: 'pulls',
          branch: 'main',
          sha: merged.sha,
        }),
      );
    });

    it('are not merged where they conflict', async () => {
      const { rest, target } = await create('conflicts');
      for (const head of ['one', 'two']) {
        await propose('conflicts', head, head);
        await rest.pulls.create({ ...target, title: head, head, base: 'main' });
      }
      await rest.pulls.merge({ ...target, pull_number: 1 });
      const second = { ...target, pull_number: 2 };
      const { data } = await rest.pulls.get(second);
      expect(data.mergeable).toBe(false);
      await expect(rest.pulls.merge(second)).rejects.toEqual(
        refusal(405, /not mergeable/),
      );
    });

    it('take their branch with them where the repository says so', async () => {
      const { rest, target } = await create('tidy', {
        delete_branch_on_merge: true,
      });
      await propose('tidy', 'notes', 'one');
      const ends = { head: 'notes', base: 'main' };
      await rest.pulls.create({ ...target, title: 'Notes', ...ends });
      const one = { ...target, pull_number: 1 };
      await rest.pulls.merge(one);
      await expect(
        rest.git.getRef({ ...target, ref: 'heads/notes' }),
      ).rejects.toEqual(refusal(404, /Not Found/));
      const { data: pull } = await rest.pulls.get(one);
      expect(pull.changed_files).toBe(1);
    });

    it.each([
      ['good', 'images: []\nresources: [../../base]\n', 'success', /objects/],
      ['broken', 'resources: [nowhere]\n', 'failure', /nowhere/],
    ])('have a check: %s', async (head, overlay, conclusion, summary) => {
      const { rest } = server.octokit();
      const target = { owner: 'shop', repo: 'deploy' };
      const ref = await propose('deploy', head, overlay, OVERLAY);
      await rest.pulls.create({ ...target, title: head, head, base: 'main' });
      await eventually(async () => {
        const { data } = await rest.checks.listForRef({ ...target, ref });
        expect(data.check_runs).toEqual([
          expect.objectContaining({
            name: 'validate',
            status: 'completed',
            conclusion,
            output: expect.objectContaining({
              summary: expect.stringMatching(summary),
            }),
          }),
        ]);
      });
    });
  });
});
