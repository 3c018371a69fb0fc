import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { GitHubContext } from '../GitHubContext';
import { PullRequest } from '../pulls';
import { Repository } from '../repositories';
import { GitHubError } from './GitHubError';
import {
  presentCommit,
  presentDiffFile,
  presentPullRequest,
  presentPullRequestDetails,
} from './present';
import { accountOf, paginate, repositoryOf } from './requests';

const listSchema = z.object({
  state: z.enum(['open', 'closed', 'all']).default('open'),
  head: z.string().optional(),
  base: z.string().optional(),
});

const createSchema = z.object({
  title: z.string().min(1),
  head: z.string().min(1),
  base: z.string().min(1),
  body: z.string().nullish(),
  draft: z.boolean().default(false),
});

const updateSchema = z.object({
  title: z.string().min(1).optional(),
  body: z.string().optional(),
  state: z.enum(['open', 'closed']).optional(),
});

const mergeSchema = z.object({
  commit_title: z.string().optional(),
  commit_message: z.string().optional(),
  sha: z.string().optional(),
  merge_method: z.enum(['merge', 'squash', 'rebase']).default('merge'),
});

export function createPullsRouter(context: GitHubContext): Router {
  const { links, pulls, pullService } = context;
  const router = PromiseRouter();
  const root = '/repos/:owner/:repo/pulls';

  async function present(repository: Repository, pull: PullRequest) {
    const details = await pullService.details(repository, pull);
    return {
      ...presentPullRequest(repository, pull, details, links),
      ...presentPullRequestDetails(pull, details, links),
    };
  }

  function pullOf(repository: Repository, number: string): PullRequest {
    const pull = pulls.find(repository.name, Number(number));
    if (!pull) {
      throw GitHubError.notFound();
    }
    return pull;
  }

  router.get(root, async (request, response) => {
    const repository = repositoryOf(context, request);
    const query = listSchema.parse(request.query);
    const matching = pulls
      .list(repository.name)
      .filter(
        pull =>
          (query.state === 'all' || query.state === pull.state) &&
          (!query.head ||
            query.head === `${links.organization}:${pull.head}`) &&
          (!query.base || query.base === pull.base),
      );
    const page = paginate(request, response, links.origin, matching);
    response.json(
      await Promise.all(
        page.map(async pull =>
          presentPullRequest(
            repository,
            pull,
            await pullService.details(repository, pull),
            links,
          ),
        ),
      ),
    );
  });

  router.post(root, async (request, response) => {
    const repository = repositoryOf(context, request);
    const { git, name } = repository;
    const body = createSchema.parse(request.body);
    const prefix = `${links.organization}:`;
    const head = body.head.startsWith(prefix)
      ? body.head.slice(prefix.length)
      : body.head;
    const { base } = body;
    const ends = { head, base };
    for (const [field, branch] of Object.entries(ends)) {
      if (!(await git.parse(`refs/heads/${branch}`))) {
        throw GitHubError.invalid({
          resource: 'PullRequest',
          field,
          code: 'invalid',
        });
      }
    }
    const [first] = await git.log(`refs/heads/${base}..refs/heads/${head}`, {
      limit: 1,
    });
    if (!first) {
      throw refuse(`No commits between ${base} and ${head}`);
    }
    const exists = pulls
      .list(name)
      .some(
        each =>
          each.state === 'open' && each.head === head && each.base === base,
      );
    if (exists) {
      throw refuse(`A pull request already exists for ${prefix}${head}.`);
    }
    const pull = pulls.create({
      repository: name,
      title: body.title,
      body: body.body ?? undefined,
      draft: body.draft,
      author: accountOf(request).login,
      head,
      base,
    });
    response.status(201).json(await present(repository, pull));
  });

  router.get(`${root}/:number`, async (request, response) => {
    const repository = repositoryOf(context, request);
    const pull = pullOf(repository, request.params.number);
    response.json(await present(repository, pull));
  });

  router.patch(`${root}/:number`, async (request, response) => {
    const repository = repositoryOf(context, request);
    let pull = pullOf(repository, request.params.number);
    const { state, ...texts } = updateSchema.parse(request.body);
    if (state && pull.merged) {
      throw refuse('The pull request is merged.');
    }
    pull = pulls.update(pull, { ...pull, ...texts });
    if (state && state !== pull.state) {
      pull = await pullService.setState(repository, pull, state);
    }
    response.json(await present(repository, pull));
  });

  router.get(`${root}/:number/files`, async (request, response) => {
    const repository = repositoryOf(context, request);
    const pull = pullOf(repository, request.params.number);
    const { files, headSha } = await pullService.details(repository, pull);
    const page = paginate(request, response, links.origin, files);
    response.json(
      page.map(file => presentDiffFile(repository.name, headSha, file, links)),
    );
  });

  router.get(`${root}/:number/commits`, async (request, response) => {
    const repository = repositoryOf(context, request);
    const pull = pullOf(repository, request.params.number);
    const { commits } = await pullService.details(repository, pull);
    const page = paginate(request, response, links.origin, commits);
    response.json(
      page.map(commit => presentCommit(repository.name, commit, links)),
    );
  });

  router.put(`${root}/:number/merge`, async (request, response) => {
    const repository = repositoryOf(context, request);
    const { number } = pullOf(repository, request.params.number);
    const body = mergeSchema.parse(request.body ?? {});
    if (body.merge_method === 'rebase') {
      const message = 'Rebase merges are not allowed on this repository.';
      throw new GitHubError(405, message);
    }
    const account = accountOf(request);
    const outcome = await pullService.merge(repository, number, {
      method: body.merge_method,
      by: { login: account.login, person: account },
      title: body.commit_title,
      message: body.commit_message,
      headSha: body.sha,
    });
    switch (outcome.result) {
      case 'merged':
        response.json({
          sha: outcome.sha,
          merged: true,
          message: 'Pull Request successfully merged',
        });
        return;
      case 'head-moved':
        throw new GitHubError(
          409,
          'Head branch was modified. Review and try the merge again.',
        );
      default:
        throw new GitHubError(405, 'Pull Request is not mergeable');
    }
  });

  return router;
}

function refuse(message: string): GitHubError {
  return GitHubError.invalid({
    resource: 'PullRequest',
    code: 'custom',
    message,
  });
}
