import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { TreeEntry } from '../git';
import { GitHubContext } from '../GitHubContext';
import { encodePath } from '../Links';
import { Repository } from '../repositories';
import { GitHubError } from './GitHubError';
import { isFilePath } from './paths';
import { presentGitCommit } from './present';
import { accountOf, commitOf, repositoryOf, wantsRaw } from './requests';

const person = z.object({ name: z.string().min(1), email: z.string().min(3) });

const putSchema = z.object({
  message: z.string().min(1),
  content: z.base64(),
  sha: z.string().optional(),
  branch: z.string().default('main'),
  author: person.optional(),
});

/** Files and folders by their path. */
export function createContentsRouter(context: GitHubContext): Router {
  const { links, branches } = context;
  const router = PromiseRouter();

  function present({ name }: Repository, ref: string, entry: TreeEntry) {
    const path = encodePath(entry.path);
    const type = { blob: 'file', tree: 'dir', commit: 'submodule' }[entry.type];
    const kind = entry.type === 'tree' ? 'tree' : 'blob';
    const url = links.api(
      name,
      `/contents/${path}?ref=${encodeURIComponent(ref)}`,
    );
    const html = links.page(name, `/${kind}/${encodePath(ref)}/${path}`);
    const git = links.api(name, `/git/${kind}s/${entry.sha}`);
    return {
      name: entry.path.split('/').at(-1),
      path: entry.path,
      sha: entry.sha,
      size: entry.size ?? 0,
      type,
      url,
      html_url: html,
      git_url: git,
      download_url: entry.type === 'blob' ? html : null,
      _links: { self: url, git, html },
    };
  }

  router.get(
    ['/repos/:owner/:repo/contents', '/repos/:owner/:repo/contents/:path(*)'],
    async (request, response) => {
      const repository = repositoryOf(context, request);
      const { git } = repository;
      const ref = String(request.query.ref ?? 'main');
      const revision = await commitOf(repository, request.query.ref);
      const path = (request.params.path ?? '').replace(/^\/+|\/+$/g, '');
      const entry = path ? await git.entry(revision, path) : undefined;
      if (path && !entry) {
        throw GitHubError.notFound();
      }
      if (entry?.type === 'blob') {
        const content = await git.blob(entry.sha);
        if (wantsRaw(request)) {
          response.type('application/vnd.github.raw; charset=utf-8');
          response.send(content);
          return;
        }
        response.json({
          ...present(repository, ref, entry),
          encoding: 'base64',
          content: content.toString('base64').replace(/.{60}/g, '$&\n'),
        });
        return;
      }
      const prefix = path ? `${path}/` : '';
      const entries = await git.tree(`${revision}:${path}`);
      response.json(
        entries.map(each =>
          present(repository, ref, { ...each, path: `${prefix}${each.path}` }),
        ),
      );
    },
  );

  router.put(
    '/repos/:owner/:repo/contents/:path(*)',
    async (request, response) => {
      const repository = repositoryOf(context, request);
      const { git } = repository;
      const body = putSchema.parse(request.body);
      const { path } = request.params;
      if (!isFilePath(path)) {
        throw new GitHubError(422, `path contains a malformed path component`);
      }
      let existed = false;
      const after = await branches.change(
        {
          repository: repository.name,
          branch: body.branch,
          message: body.message,
          author: body.author ?? accountOf(request),
        },
        async (_repository, before) => {
          if (before === undefined && (await git.refs('refs/heads')).length) {
            throw new GitHubError(404, `Branch ${body.branch} not found`);
          }
          const current = before && (await git.entry(before, path));
          existed = Boolean(current);
          if (current && body.sha === undefined) {
            throw new GitHubError(
              422,
              `Invalid request.\n\n"sha" wasn't supplied.`,
            );
          }
          if (current && body.sha !== current.sha) {
            throw new GitHubError(409, `${path} does not match ${body.sha}`);
          }
          return [{ path, content: Buffer.from(body.content, 'base64') }];
        },
      );
      const revision = await commitOf(repository, after);
      const entry = await git.entry(revision, path);
      response.status(existed ? 200 : 201).json({
        content: entry ? present(repository, body.branch, entry) : null,
        commit: presentGitCommit(
          repository.name,
          await git.commit(revision),
          links,
        ),
      });
    },
  );

  return router;
}
