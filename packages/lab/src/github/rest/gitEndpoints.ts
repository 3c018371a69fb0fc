import { z } from 'zod';
import { Repository } from '../Repositories';
import { AddEndpoint, Call } from './Call';
import { presentGitCommit } from './commits';
import { GitHubError } from './GitHubError';
import { nodeId } from './repositories';

const sha = z.string().regex(/^[0-9a-f]{40}$/);

const blobSchema = z.strictObject({
  content: z.string(),
  encoding: z.enum(['utf-8', 'base64']).default('utf-8'),
});

const entrySchema = z.strictObject({
  path: z.string(),
  mode: z.enum(['100644', '100755']),
  type: z.literal('blob'),
  sha,
});

const treeSchema = z.strictObject({
  base_tree: sha.optional(),
  tree: z.array(entrySchema),
});

const commitSchema = z.strictObject({
  message: z.string().min(1),
  tree: sha,
  parents: z.array(sha),
});

const createRefSchema = z.strictObject({ ref: z.string(), sha });

const updateRefSchema = z.strictObject({
  sha,
  force: z.boolean().default(false),
});

/** Git's own objects: blobs, trees and commits, and the branches on them. */
export function addGitEndpoints(add: AddEndpoint): void {
  add('post', '/git/blobs', async call => {
    const { content, encoding } = blobSchema.parse(call.body);
    const input = Buffer.from(content, encoding);
    const args = ['hash-object', '-w', '--stdin'];
    const blob = await call.git.text(args, { input });
    return { sha: blob, url: call.repository.api(`/git/blobs/${blob}`) };
  });

  add('get', '/git/trees/:sha(*)', async call => {
    const commit = await call.commit(call.params.sha);
    // Any value asks for the whole tree, "false" too; so it is on GitHub.
    const isDeep = call.query('recursive') !== undefined;
    return presentTree(call, `${commit}^{tree}`, isDeep ? ['-r', '-t'] : []);
  });

  add('post', '/git/trees', async call => {
    const body = treeSchema.parse(call.body);
    const tree = await call.git.writeTree(body.base_tree, body.tree);
    return presentTree(call, tree);
  });

  add('post', '/git/commits', async call => {
    const { account: author, git, repository } = call;
    const body = commitSchema.parse(call.body);
    const commit = await git.writeCommit({ ...body, author });
    return presentGitCommit(repository, await git.commit(commit));
  });

  add('get', '/git/commits/:sha', async call => {
    const commit = await call.commit(call.params.sha);
    return presentGitCommit(call.repository, await call.git.commit(commit));
  });

  add('get', '/git/ref/:ref(*)', async call => {
    const branch = branchOf(`refs/${call.params.ref}`);
    const commit = (await call.git.branches()).get(branch);
    if (!commit) {
      throw GitHubError.notFound();
    }
    return presentRef(call.repository, branch, commit);
  });

  add('post', '/git/refs', async call => {
    const { git, repository } = call;
    const { ref, sha: commit } = createRefSchema.parse(call.body);
    const branch = branchOf(ref);
    await repository.change(async () => {
      if ((await git.branches()).has(branch)) {
        throw new GitHubError(422, 'Reference already exists');
      }
      await git.setBranch(branch, commit);
    });
    return presentRef(repository, branch, commit);
  });

  add('patch', '/git/refs/:ref(*)', async call => {
    const { git, repository } = call;
    const branch = branchOf(`refs/${call.params.ref}`);
    const { sha: commit, force } = updateRefSchema.parse(call.body);
    await repository.change(async () => {
      const before = (await git.branches()).get(branch);
      if (before === undefined) {
        throw new GitHubError(422, 'Reference does not exist');
      }
      if (!force && (await git.mergeBase(before, commit)) !== before) {
        throw new GitHubError(422, 'Update is not a fast forward');
      }
      await git.setBranch(branch, commit);
    });
    return presentRef(repository, branch, commit);
  });
}

async function presentTree(
  { git, repository }: Call,
  treeish: string,
  options: string[] = [],
) {
  const root = await git.text(['rev-parse', treeish]);
  const url = (type: string, id: string) =>
    repository.api(`/git/${type}s/${id}`);
  const entries = await git.tree(root, ...options);
  return {
    sha: root,
    url: url('tree', root),
    truncated: false,
    tree: entries.map(entry => ({ ...entry, url: url(entry.type, entry.sha) })),
  };
}

/** The lab has branches only. */
function branchOf(ref: string): string {
  const [, branch] = /^refs\/heads\/(.+)$/.exec(ref) ?? [];
  if (!branch) {
    throw GitHubError.notFound();
  }
  return branch;
}

function presentRef(repository: Repository, branch: string, commit: string) {
  const ref = `refs/heads/${branch}`;
  const node_id = nodeId('Ref', `${repository.name}:${ref}`);
  const url = repository.api(`/git/${encodeURI(ref)}`);
  const commitUrl = repository.api(`/git/commits/${commit}`);
  const object = { type: 'commit', sha: commit, url: commitUrl };
  return { ref, node_id, url, object };
}
