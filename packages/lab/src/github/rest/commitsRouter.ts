import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { GitHubContext } from '../GitHubContext';
import { encodePath } from '../Links';
import { GitHubError } from './GitHubError';
import {
  presentCommit,
  presentDiffFile,
  presentMinimalRepository,
} from './present';
import { commitOf, paginate, refuseEmpty, repositoryOf } from './requests';

/** History: commits, what lies between two of them, and archives. */
export function createCommitsRouter(context: GitHubContext): Router {
  const { links } = context;
  const router = PromiseRouter();
  const path = (rest: string) => `/repos/:owner/:repo/${rest}`;

  router.get(path('commits'), async (request, response) => {
    const repository = repositoryOf(context, request);
    await refuseEmpty(repository);
    const head = await commitOf(repository, request.query.sha);
    const file = request.query.path;
    const commits = await repository.git.log(head, {
      path: typeof file === 'string' ? file : undefined,
    });
    const page = paginate(request, response, links.origin, commits);
    response.json(
      page.map(commit => presentCommit(repository.name, commit, links)),
    );
  });

  // Workflows report by runs here, so a commit never has a status of its own.
  router.get(path('commits/:ref(*)/status'), async (request, response) => {
    const repository = repositoryOf(context, request);
    const sha = await commitOf(repository, request.params.ref);
    const commit = links.api(repository.name, `/commits/${sha}`);
    response.json({
      state: 'pending',
      statuses: [],
      sha,
      total_count: 0,
      repository: presentMinimalRepository(repository, links),
      commit_url: commit,
      url: `${commit}/status`,
    });
  });

  router.get(path('commits/:ref(*)'), async (request, response) => {
    const repository = repositoryOf(context, request);
    const { git, name } = repository;
    const commit = await git.commit(
      await commitOf(repository, request.params.ref),
    );
    const files = await git.diff(commit.parents[0], commit.sha);
    const count = (key: 'additions' | 'deletions') =>
      files.reduce((sum, file) => sum + file[key], 0);
    const [additions, deletions] = [count('additions'), count('deletions')];
    response.json({
      ...presentCommit(name, commit, links),
      stats: { additions, deletions, total: additions + deletions },
      files: files.map(file => presentDiffFile(name, commit.sha, file, links)),
    });
  });

  router.get(path('compare/:basehead(*)'), async (request, response) => {
    const repository = repositoryOf(context, request);
    const { git, name } = repository;
    const [baseName, headName] = request.params.basehead.split('...');
    const base = await commitOf(repository, baseName);
    const head = await commitOf(repository, headName ?? 'main');
    const ancestor = await git.mergeBase(base, head);
    if (headName === undefined || ancestor === undefined) {
      throw GitHubError.notFound();
    }
    const [ahead, behind, files] = await Promise.all([
      git.log(`${base}..${head}`),
      git.log(`${head}..${base}`),
      git.diff(ancestor, head),
    ]);
    const basehead = encodePath(request.params.basehead);
    const page = links.page(name, `/compare/${basehead}`);
    const present = async (sha: string) =>
      presentCommit(name, await git.commit(sha), links);
    response.json({
      url: links.api(name, `/compare/${basehead}`),
      html_url: page,
      permalink_url: links.page(name, `/compare/${base}...${head}`),
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      base_commit: await present(base),
      merge_base_commit: await present(ancestor),
      status: compareStatus(ahead.length, behind.length),
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      commits: ahead
        .reverse()
        .map(commit => presentCommit(name, commit, links)),
      files: files.map(file => presentDiffFile(name, head, file, links)),
    });
  });

  for (const [kind, extension] of [
    ['tarball', 'tar.gz'],
    ['zipball', 'zip'],
  ]) {
    router.get(
      [path(kind), path(`${kind}/:ref(*)`)],
      async (request, response) => {
        const repository = repositoryOf(context, request);
        const sha = await commitOf(repository, request.params.ref);
        response.redirect(
          302,
          `${links.apiRoot}/archive/${repository.name}/${sha}.${extension}`,
        );
      },
    );
  }

  router.get(
    '/archive/:repo/:sha([0-9a-f]{40}).:format(tar.gz|zip)',
    async (request, response) => {
      const { repo, sha, format } = request.params;
      const repository = context.repositories.find(repo);
      if (!repository || !(await repository.git.parse(`${sha}^{commit}`))) {
        throw GitHubError.notFound();
      }
      const { organization } = links;
      const folder = `${organization}-${repository.name}-${sha.slice(0, 7)}`;
      response.attachment(`${folder}.${format}`);
      response.send(await repository.git.archive(sha, format, folder));
    },
  );

  return router;
}

function compareStatus(ahead: number, behind: number): string {
  if (ahead > 0 && behind > 0) {
    return 'diverged';
  }
  if (ahead > 0) {
    return 'ahead';
  }
  return behind > 0 ? 'behind' : 'identical';
}
