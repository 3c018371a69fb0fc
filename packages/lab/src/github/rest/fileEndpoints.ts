import { z } from 'zod';
import { TreeEntry } from '../git/GitRepository';
import { Repository } from '../Repositories';
import { AddEndpoint } from './Call';
import { presentGitCommit } from './commits';
import { GitHubError } from './GitHubError';

const putSchema = z.strictObject({
  message: z.string().min(1),
  content: z.base64(),
  sha: z.string().optional(),
  branch: z.string().regex(/^\S+$/).default('main'),
});

/** Files and folders by their path. */
export function addFileEndpoints(add: AddEndpoint): void {
  add('get', '/contents/:path(*)?', async call => {
    const { git, params, repository, request, response } = call;
    const ref = call.query('ref') ?? 'main';
    const revision = await call.commit(ref);
    const path = (params.path ?? '').replace(/\/+$/, '');
    const entry = path ? await git.entry(revision, path) : undefined;
    if (path && !entry) {
      throw GitHubError.notFound();
    }
    if (entry?.type !== 'blob') {
      const prefix = path ? `${path}/` : '';
      const entries = await git.tree(`${revision}:${path}`);
      return entries.map(each =>
        present(repository, ref, { ...each, path: `${prefix}${each.path}` }),
      );
    }
    const bytes = await git.blob(entry.sha);
    if (/github\.(v3\.)?raw/.test(request.headers.accept ?? '')) {
      response.type('application/vnd.github.raw; charset=utf-8').send(bytes);
      return undefined;
    }
    const content = bytes.toString('base64');
    return { ...present(repository, ref, entry), encoding: 'base64', content };
  });

  add('put', '/contents/:path(*)', async call => {
    const { account: author, body, git, params, repository, response } = call;
    const { branch, content, sha, message } = putSchema.parse(body);
    const { path } = params;
    if (/(^|\/)(\.{0,2}|\.git)(\/|$)/i.test(path)) {
      throw new GitHubError(422, 'path contains a malformed path component');
    }
    return repository.change(async () => {
      const head = await git.resolve(branch);
      const current = head && (await git.entry(head, path));
      if (!head && (await git.branches()).size > 0) {
        throw GitHubError.notFound();
      }
      if (current && current.sha !== sha) {
        throw new GitHubError(409, `${path} does not match ${sha}`);
      }
      const files = [{ path, content: Buffer.from(content, 'base64') }];
      const commit = await git.commitFiles({ branch, message, author, files });
      const entry = await git.entry(commit, path);
      response.status(current ? 200 : 201);
      return {
        content: entry ? present(repository, branch, entry) : null,
        commit: presentGitCommit(repository, await git.commit(commit)),
      };
    });
  });
}

function present(repository: Repository, ref: string, entry: TreeEntry) {
  const { path, sha, size = 0 } = entry;
  const [kind, type] =
    entry.type === 'blob' ? ['blob', 'file'] : ['tree', 'dir'];
  const encoded = encodeURI(path);
  const self = repository.api(
    `/contents/${encoded}?ref=${encodeURIComponent(ref)}`,
  );
  const html = repository.page(
    `/${kind}/${encodeURIComponent(ref)}/${encoded}`,
  );
  const git = repository.api(`/git/${kind}s/${sha}`);
  return {
    name: path.split('/').at(-1),
    path,
    sha,
    size,
    type,
    url: self,
    html_url: html,
    git_url: git,
    download_url: type === 'file' ? html : null,
    _links: { self, git, html },
  };
}
