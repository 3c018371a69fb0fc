import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GitHubTestServer } from './__testUtils__/GitHubTestServer';
import { eventually } from './__testUtils__/eventually';
import { GitError, runGit } from './git/runGit';

jest.setTimeout(60_000);

describe('git over HTTP', () => {
  let server: GitHubTestServer;

  beforeAll(async () => {
    server = await GitHubTestServer.start();
  });

  afterAll(async () => {
    await server.stop();
  });

  it('clones, and takes a push that everybody hears of', async () => {
    const tree = await server.clone('infra', 'infra');
    await writeFile(join(tree.path, 'notes.md'), 'Planned.\n');
    await tree.git('add', 'notes.md');
    await tree.git('commit', '--quiet', '--message', 'Plan');
    await tree.git('push', '--quiet', 'origin', 'HEAD:main', 'HEAD:next');
    const sha = await tree.git('rev-parse', 'HEAD');

    await eventually(async () =>
      expect(server.pushes).toEqual([
        { repository: 'infra', branch: 'main', sha },
        { repository: 'infra', branch: 'next', sha },
      ]),
    );
    const again = await server.clone('infra', 'infra-again');
    expect(await again.git('show', 'HEAD:notes.md')).toBe('Planned.');

    await tree.git('push', '--quiet', 'origin', ':next');
    expect(await again.git('ls-remote', '--heads', 'origin')).toBe(
      `${sha}\trefs/heads/main`,
    );
  });

  it('refuses a push that would lose commits', async () => {
    const tree = await server.clone('discounts', 'discounts');
    await tree.git('commit', '--quiet', '--amend', '--message', 'Other');
    await expect(tree.git('push', 'origin', 'main')).rejects.toThrow(
      /non-fast-forward/,
    );
  });

  it.each([
    ['no token', ''],
    ['a wrong token', 'x:wrong@'],
  ])('refuses %s', async (_case, credentials) => {
    const remote = `${server.url}/shop/infra.git`.replace(
      '//',
      `//${credentials}`,
    );
    await expect(
      runGit(server.directory, ['ls-remote', remote], {
        env: { GIT_DIR: '', GIT_ASKPASS: 'false' },
      }),
    ).rejects.toThrow(GitError);
    const push = await fetch(`${server.url}/shop/infra.git/git-receive-pack`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-git-receive-pack-request' },
    });
    expect(push.status).toBe(401);
    expect(push.headers.get('www-authenticate')).toMatch(/Basic/);
  });

  it('knows neither other repositories nor other services', async () => {
    await expect(
      runGit(server.directory, ['ls-remote', server.remote('nothing')], {
        env: { GIT_DIR: '' },
      }),
    ).rejects.toThrow(/not found/);
    const basic = Buffer.from(`x:${server.token}`).toString('base64');
    const headers = { authorization: `Basic ${basic}` };
    for (const [path, status] of [
      ['info/refs', 403],
      ['info/refs?service=git-upload-archive', 403],
    ]) {
      const url = `${server.url}/shop/infra.git/${path}`;
      expect((await fetch(url, { headers })).status).toBe(status);
    }
    const wrongType = await fetch(
      `${server.url}/shop/infra.git/git-upload-pack`,
      { method: 'POST', headers, body: '0000' },
    );
    expect(wrongType.status).toBe(415);
  });
});
