import { GitHubTestServer } from '../__testUtils__/GitHubTestServer';

jest.setTimeout(60_000);

const shop = { owner: 'shop' };

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

  async function createRepository(name: string) {
    const { data } = await server
      .octokit()
      .rest.repos.createInOrg({ org: 'shop', name, auto_init: true });
    return data;
  }

  /** Proposes one file on a branch of its own. */
  async function propose(repo: string, branch: string, content: string) {
    const { rest } = server.octokit();
    const target = { ...shop, repo };
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
      tree: [{ path: 'notes.md', mode: '100644', type: 'blob', sha: blob.sha }],
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
      const anonymous = await fetch(`${server.url}/api/v3/user`);
      expect(anonymous.status).toBe(401);
      expect(await anonymous.json()).toMatchObject({
        message: 'Requires authentication',
        status: '401',
      });
      await expect(
        server.octokit('somebody-elses').rest.users.getAuthenticated(),
      ).rejects.toEqual(refusal(401, /Bad credentials/));
    });

    it('names the account of the token', async () => {
      const { rest } = server.octokit();
      const { data } = await rest.users.getAuthenticated();
      expect(data).toMatchObject({ login: 'shop-portal[bot]', type: 'Bot' });
      const owner = await rest.users.getByUsername({ username: 'shop' });
      expect(owner.data.type).toBe('Organization');
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
    it('lists the seeded ones, page by page', async () => {
      const octokit = server.octokit();
      const { data: organization } = await octokit.rest.orgs.get({
        org: 'shop',
      });
      expect(organization.login).toBe('shop');
      const all = await octokit.paginate(octokit.rest.repos.listForOrg, {
        org: 'shop',
        per_page: 2,
      });
      expect(all.map(each => each.name)).toEqual(
        expect.arrayContaining([
          'deploy',
          'infra',
          'storefront',
          'discounts',
          'advertisements',
          'coffeeshop',
        ]),
      );
    });

    it('creates, describes and deletes one', async () => {
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
      const target = { ...shop, repo: 'Reviews' };
      await expect(
        rest.git.getRef({ ...target, ref: 'heads/main' }),
      ).rejects.toEqual(refusal(409, /Git Repository is empty/));

      await rest.repos.update({ ...target, description: 'Changed' });
      await rest.repos.replaceAllTopics({ ...target, names: ['node'] });
      const { data: topics } = await rest.repos.getAllTopics(target);
      expect(topics.names).toEqual(['node']);
      const { data: read } = await rest.repos.get(target);
      expect(read).toMatchObject({ description: 'Changed', id: created.id });

      await rest.repos.delete(target);
      await expect(rest.repos.get(target)).rejects.toEqual(
        refusal(404, /Not Found/),
      );
    });

    it('refuses a name that is taken, and changes what a name may not have', async () => {
      const { rest } = server.octokit();
      await expect(
        rest.repos.createInOrg({ org: 'shop', name: 'DEPLOY' }),
      ).rejects.toEqual(refusal(422, /name already exists on this account/));
      await expect(
        rest.repos.createInOrg({ org: 'shop', name: '..' }),
      ).rejects.toEqual(refusal(422, /creation failed/));
      const { data } = await rest.repos.createInOrg({
        org: 'shop',
        name: '../my repo',
      });
      expect(data.name).toBe('..-my-repo');
    });

    it('explains a body that it cannot use', async () => {
      const octokit = server.octokit();
      await expect(
        octokit.request('POST /orgs/{org}/repos', { org: 'shop', name: '' }),
      ).rejects.toEqual(refusal(422, /Invalid request/));
      const broken = await fetch(`${server.url}/api/v3/orgs/shop/repos`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.token}` },
        body: '{"name":',
      });
      expect(broken.status).toBe(400);
    });
  });

  describe('contents', () => {
    it('reads folders and files, as JSON and raw', async () => {
      const { rest } = server.octokit();
      const target = { ...shop, repo: 'deploy' };
      const { data: root } = await rest.repos.getContent({
        ...target,
        path: '',
      });
      expect(root).toContainEqual(
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

    it('writes a file, and refuses to overwrite what was not seen', async () => {
      await createRepository('contents');
      const { rest } = server.octokit();
      const target = { ...shop, repo: 'contents', path: 'docs/a b.md' };
      const encode = (text: string) => Buffer.from(text).toString('base64');
      const { data: created } = await rest.repos.createOrUpdateFileContents({
        ...target,
        message: 'Add a page',
        content: encode('one'),
        author: { name: 'Dana Kim', email: 'dana.kim@shop.example' },
      });
      const change = { ...target, message: 'Change', content: encode('two') };
      await expect(
        rest.repos.createOrUpdateFileContents(change),
      ).rejects.toEqual(refusal(422, /"sha" wasn't supplied/));
      await expect(
        rest.repos.createOrUpdateFileContents({
          ...change,
          sha: 'f'.repeat(40),
        }),
      ).rejects.toEqual(refusal(409, /does not match/));
      const { status } = await rest.repos.createOrUpdateFileContents({
        ...change,
        sha: created.content?.sha,
      });
      expect(status).toBe(200);
      await expect(
        rest.repos.createOrUpdateFileContents({
          ...change,
          path: '.git/hooks/post-receive',
        }),
      ).rejects.toEqual(refusal(422, /malformed path/));

      const { data: commits } = await rest.repos.listCommits({
        ...target,
        path: target.path,
      });
      expect(commits.map(each => each.commit.message)).toEqual([
        'Change',
        'Add a page',
      ]);
      expect(commits[1].commit.author?.name).toBe('Dana Kim');
    });
  });

  describe('git data', () => {
    it('builds a commit on a branch of its own', async () => {
      await createRepository('objects');
      const sha = await propose('objects', 'portal/notes', 'one');
      const { rest } = server.octokit();
      const target = { ...shop, repo: 'objects' };

      const { data: tree } = await rest.git.getTree({
        ...target,
        tree_sha: 'portal/notes',
        recursive: 'true',
      });
      expect(tree.tree.map(entry => entry.path)).toEqual([
        'README.md',
        'notes.md',
      ]);
      const { data: blob } = await rest.git.getBlob({
        ...target,
        file_sha: tree.tree[1].sha ?? '',
      });
      expect(Buffer.from(blob.content, 'base64').toString()).toBe('one');
      const { data: commit } = await rest.repos.getCommit({
        ...target,
        ref: sha,
      });
      expect(commit.files).toEqual([
        expect.objectContaining({
          filename: 'notes.md',
          status: 'added',
          additions: 1,
          patch: expect.stringContaining('+one'),
        }),
      ]);
      const { data: refs } = await rest.git.listMatchingRefs({
        ...target,
        ref: 'heads/portal',
      });
      expect(refs.map(ref => ref.object.sha)).toEqual([sha]);
      const { data: compared } = await rest.repos.compareCommitsWithBasehead({
        ...target,
        basehead: 'main...portal/notes',
      });
      expect(compared).toMatchObject({ status: 'ahead', ahead_by: 1 });
    });

    it('moves and deletes branches under rules', async () => {
      await createRepository('branches');
      const { rest } = server.octokit();
      const target = { ...shop, repo: 'branches' };
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
      await expect(
        rest.git.updateRef({ ...target, ref, sha: 'a'.repeat(40) }),
      ).rejects.toEqual(refusal(422, /Object does not exist/));

      await rest.repos.updateBranchProtection({
        ...target,
        branch: 'one',
        required_status_checks: null,
        enforce_admins: true,
        required_pull_request_reviews: null,
        restrictions: null,
      });
      const { data: branch } = await rest.repos.getBranch({
        ...target,
        branch: 'one',
      });
      expect(branch).toMatchObject({
        protected: true,
        commit: { sha: second },
      });
      await expect(
        rest.git.updateRef({ ...target, ref, sha: first, force: true }),
      ).rejects.toEqual(refusal(422, /not a fast forward/));
      await expect(rest.git.deleteRef({ ...target, ref })).rejects.toEqual(
        refusal(422, /Cannot delete/),
      );
      await rest.git.deleteRef({ ...target, ref: 'heads/two' });
      const { data: branches } = await rest.repos.listBranches(target);
      expect(branches.map(each => each.name)).toEqual(['main', 'one']);
    });
  });

  describe('pull requests', () => {
    it('opens, lists, changes and merges one', async () => {
      await createRepository('pulls');
      const { rest } = server.octokit();
      const target = { ...shop, repo: 'pulls' };
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
      ).rejects.toEqual(refusal(422, /Validation Failed/));

      const one = { ...target, pull_number: 1 };
      await rest.pulls.update({ ...one, title: 'Add some notes' });
      const { data: open } = await rest.pulls.list({
        ...target,
        head: 'shop:portal/notes',
        state: 'open',
      });
      expect(open.map(each => each.title)).toEqual(['Add some notes']);
      const { data: files } = await rest.pulls.listFiles(one);
      expect(files.map(file => file.filename)).toEqual(['notes.md']);
      const { data: commits } = await rest.pulls.listCommits(one);
      expect(commits.map(each => each.sha)).toEqual([sha]);

      await expect(
        rest.pulls.merge({ ...one, sha: 'b'.repeat(40) }),
      ).rejects.toEqual(refusal(409, /Head branch was modified/));
      const { data: merged } = await rest.pulls.merge(one);
      expect(merged.merged).toBe(true);
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
      const { data: head } = await rest.git.getRef({
        ...target,
        ref: 'heads/main',
      });
      expect(head.object.sha).toBe(merged.sha);
      expect(server.pushes).toContainEqual(
        expect.objectContaining({
          repository: 'pulls',
          branch: 'main',
          after: merged.sha,
        }),
      );
    });

    it('does not merge what conflicts', async () => {
      await createRepository('conflicts');
      const { rest } = server.octokit();
      const target = { ...shop, repo: 'conflicts' };
      for (const branch of ['one', 'two']) {
        await propose('conflicts', branch, branch);
        await rest.pulls.create({
          ...target,
          title: branch,
          head: branch,
          base: 'main',
        });
      }
      await rest.pulls.merge({
        ...target,
        pull_number: 1,
        merge_method: 'squash',
      });
      const { data: second } = await rest.pulls.get({
        ...target,
        pull_number: 2,
      });
      expect(second.mergeable).toBe(false);
      await expect(
        rest.pulls.merge({ ...target, pull_number: 2 }),
      ).rejects.toEqual(refusal(405, /not mergeable/));
      const { data: closed } = await rest.pulls.update({
        ...target,
        pull_number: 2,
        state: 'closed',
      });
      expect(closed).toMatchObject({ state: 'closed', merged: false });
    });

    it('deletes the merged branch where the repository says so', async () => {
      await createRepository('tidy');
      const { rest } = server.octokit();
      const target = { ...shop, repo: 'tidy' };
      await rest.repos.update({ ...target, delete_branch_on_merge: true });
      await propose('tidy', 'notes', 'one');
      await rest.pulls.create({
        ...target,
        title: 'Notes',
        head: 'notes',
        base: 'main',
      });
      await rest.pulls.merge({ ...target, pull_number: 1 });
      const { data: branches } = await rest.repos.listBranches(target);
      expect(branches.map(each => each.name)).toEqual(['main']);
      const { data: pull } = await rest.pulls.get({
        ...target,
        pull_number: 1,
      });
      expect(pull.changed_files).toBe(1);
    });
  });
});
