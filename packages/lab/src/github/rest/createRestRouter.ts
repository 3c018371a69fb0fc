import express, { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { findAccount } from '../accounts';
import { GitHubContext } from '../GitHubContext';
import { AddEndpoint, Call } from './Call';
import { addCommitEndpoints } from './commitEndpoints';
import { addFileEndpoints } from './fileEndpoints';
import { addGitEndpoints } from './gitEndpoints';
import { answerErrors, GitHubError } from './GitHubError';
import { addPullEndpoints } from './pullEndpoints';
import { createRepository, presentRepository } from './repositories';

/** GitHub's REST API, as far as the portal and its people use it. */
export function createRestRouter(context: GitHubContext): Router {
  const { repositories, site, tokens } = context;
  const router = PromiseRouter();
  const api = PromiseRouter();
  router.use('/api/v3', api);
  api.use(express.json({ limit: '20mb', type: () => true }));

  /** Every call needs a token: the organisation is private. */
  function accountOf({ headers: { authorization } }: Request) {
    const account = findAccount(authorization, tokens);
    if (!account) {
      const message = authorization
        ? 'Bad credentials'
        : 'Requires authentication';
      throw new GitHubError(401, message);
    }
    return account;
  }

  const add: AddEndpoint = (method, path, endpoint) => {
    const route = `/repos/${site.organization}/:repo${path}`;
    api[method](route, async (request, response) => {
      const account = accountOf(request);
      const repository = repositories.find(request.params.repo);
      if (!repository) {
        throw GitHubError.notFound();
      }
      const isOfGit = path.startsWith('/git/');
      if (isOfGit && (await repository.git.branches()).size === 0) {
        throw new GitHubError(409, 'Git Repository is empty.');
      }
      const call = new Call(context, repository, account, request, response);
      response.status(method === 'post' ? 201 : 200);
      response.json(await endpoint(call));
    });
  };

  api.post(`/orgs/${site.organization}/repos`, async (request, response) => {
    const author = accountOf(request);
    const created = await createRepository(repositories, author, request.body);
    response.status(201).json(presentRepository(created));
  });
  add('get', '', async ({ repository }) => presentRepository(repository));
  addFileEndpoints(add);
  addGitEndpoints(add);
  addCommitEndpoints(add);
  addPullEndpoints(add);
  api.use(request => {
    accountOf(request);
    throw GitHubError.notFound();
  });
  api.use(answerErrors);
  return router;
}
