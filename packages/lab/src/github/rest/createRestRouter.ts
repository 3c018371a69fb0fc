import express, { Router } from 'express';
import { Tokens } from '../authentication';
import { GitHubContext } from '../GitHubContext';
import { createCommitsRouter } from './commitsRouter';
import { createContentsRouter } from './contentsRouter';
import { answerErrors, unknownRoute } from './GitHubError';
import { createGitDatabaseRouter } from './gitDatabaseRouter';
import { createPullsRouter } from './pullsRouter';
import { createRefsRouter } from './refsRouter';
import { createRepositoriesRouter } from './repositoriesRouter';
import { requireToken } from './requests';
import { createRunsRouter } from './runsRouter';

/** GitHub's REST API, as far as the portal and its people use it. */
export function createRestRouter(
  context: GitHubContext,
  tokens: Tokens,
): Router {
  const router = Router();
  router.use(requireToken(tokens));
  router.use(express.json({ limit: '20mb', type: () => true }));
  router.use(createRepositoriesRouter(context));
  router.use(createContentsRouter(context));
  router.use(createGitDatabaseRouter(context));
  router.use(createRefsRouter(context));
  router.use(createCommitsRouter(context));
  router.use(createPullsRouter(context));
  router.use(createRunsRouter(context));
  router.use(unknownRoute);
  router.use(answerErrors);
  return router;
}
