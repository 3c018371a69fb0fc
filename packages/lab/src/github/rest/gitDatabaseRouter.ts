import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { TreeEntry } from '../git';
import { GitHubContext } from '../GitHubContext';
import { Repository } from '../repositories';
import { GitHubError } from './GitHubError';
import { isFilePath } from './paths';
import { nodeId, presentGitCommit } from './present';
import { accountOf, refuseEmpty, repositoryOf, wantsRaw } from './requests';

const sha = z.string().regex(/^[0-9a-f]{40}$/);

const blobSchema = z.object({
  content: z.string(),
  encoding: z.enum(['utf-8', 'base64']).default('utf-8'),
});

const treeSchema = z.object({
  base_tree: sha.optional(),
  tree: z
    .array(
      z.object({
        path: z.string().refine(isFilePath, 'malformed path component'),
        mode: z.enum(['100644', '100755', '120000']),
        type: z.literal('blob').default('blob'),
        sha: sha.nullish(),
        content: z.string().optional(),
      }),
    )
    .min(1),
});

const signature = z.object({
  name: z.string().min(1),
  email: z.string().min(3),
  date: z.iso.datetime({ offset: true }).optional(),
});

const commitSchema = z.object({
  message: z.string().min(1),
  tree: sha,
  parents: z.array(sha).default([]),
  author: signature.optional(),
  committer: signature.optional(),
});

/** Git's own objects: blobs, trees and commits. */
export function createGitDatabaseRouter(context: GitHubContext): Router {
  const { links } = context;
  const router = PromiseRouter();
  const path = (rest: string) => `/repos/:owner/:repo/git/${rest}`;

  async function presentTree(
    { name, git }: Repository,
    treeSha: string,
    deep = false,
  ) {
    const entries = await git.tree(treeSha, deep);
    return {
      sha: treeSha,
      url: links.api(name, `/git/trees/${treeSha}`),
      truncated: false,
      tree: entries.map(entry => ({
        ...withoutUndefined(entry),
        url: links.api(name, `/git/${entry.type}s/${entry.sha}`),
      })),
    };
  }

  async function known({ git }: Repository, expression: string) {
    if ((await git.parse(expression)) === undefined) {
      throw new GitHubError(422, `${expression} does not exist`);
    }
  }

  router.get(path('blobs/:sha'), async (request, response) => {
    const { git, name } = repositoryOf(context, request);
    const { data: id } = sha.safeParse(request.params.sha);
    if (!id || !(await git.parse(`${id}^{blob}`))) {
      throw GitHubError.notFound();
    }
    const content = await git.blob(id);
    if (wantsRaw(request)) {
      response.type('application/vnd.github.raw; charset=utf-8').send(content);
      return;
    }
    response.json({
      sha: id,
      node_id: nodeId('Blob', id),
      size: content.length,
      url: links.api(name, `/git/blobs/${id}`),
      encoding: 'base64',
      content: content.toString('base64'),
    });
  });

  router.post(path('blobs'), async (request, response) => {
    const repository = repositoryOf(context, request);
    await refuseEmpty(repository);
    const { content, encoding } = blobSchema.parse(request.body);
    const written = await repository.git.writeBlob(
      Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'),
    );
    response.status(201).json({
      sha: written,
      url: links.api(repository.name, `/git/blobs/${written}`),
    });
  });

  router.get(path('trees/:sha(*)'), async (request, response) => {
    const repository = repositoryOf(context, request);
    const { git } = repository;
    const named = request.params.sha;
    const commit = await git.resolve(named);
    const found = await git.parse(`${commit ?? named}^{tree}`);
    if (found === undefined) {
      throw GitHubError.notFound();
    }
    // Any value asks for the whole tree, "false" too; so it is on GitHub.
    const deep = request.query.recursive !== undefined;
    response.json(await presentTree(repository, found, deep));
  });

  router.post(path('trees'), async (request, response) => {
    const repository = repositoryOf(context, request);
    await refuseEmpty(repository);
    const { base_tree: base, tree } = treeSchema.parse(request.body);
    const { git } = repository;
    if (base) {
      await known(repository, `${base}^{tree}`);
    }
    const changes = [];
    for (const { path: file, mode, sha: existing, content } of tree) {
      if (existing) {
        await known(repository, `${existing}^{blob}`);
      }
      const blob =
        content === undefined
          ? existing ?? undefined
          : await git.writeBlob(content);
      changes.push({ path: file, mode, blob });
    }
    const written = await git.writeTree(base, changes);
    response.status(201).json(await presentTree(repository, written));
  });

  router.get(path('commits/:sha'), async (request, response) => {
    const { git, name } = repositoryOf(context, request);
    const { data: id } = sha.safeParse(request.params.sha);
    if (!id || !(await git.parse(`${id}^{commit}`))) {
      throw GitHubError.notFound();
    }
    response.json(presentGitCommit(name, await git.commit(id), links));
  });

  router.post(path('commits'), async (request, response) => {
    const repository = repositoryOf(context, request);
    await refuseEmpty(repository);
    const body = commitSchema.parse(request.body);
    await known(repository, `${body.tree}^{tree}`);
    for (const parent of body.parents) {
      await known(repository, `${parent}^{commit}`);
    }
    const { name, email } = accountOf(request);
    const written = await repository.git.writeCommit({
      ...body,
      author: body.author ?? { name, email },
    });
    const commit = await repository.git.commit(written);
    response
      .status(201)
      .location(links.api(repository.name, `/git/commits/${written}`))
      .json(presentGitCommit(repository.name, commit, links));
  });

  return router;
}

/** Folders have no size. */
function withoutUndefined({ size, ...entry }: TreeEntry) {
  return size === undefined ? entry : { ...entry, size };
}
