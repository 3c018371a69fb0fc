import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { GitHubContext } from '../GitHubContext';
import { Repository } from '../repositories';
import { WorkflowRun } from '../workflows';
import { GitHubError } from './GitHubError';
import { presentWorkflowRun } from './present';
import { paginate, repositoryOf } from './requests';

const listSchema = z.object({
  branch: z.string().optional(),
  event: z.string().optional(),
  status: z.string().optional(),
  head_sha: z.string().optional(),
});

/** Runs of the release workflow. */
export function createRunsRouter(context: GitHubContext): Router {
  const { links, runs } = context;
  const router = PromiseRouter();
  const root = '/repos/:owner/:repo/actions/runs';

  const present = async (repository: Repository, run: WorkflowRun) =>
    presentWorkflowRun(
      repository,
      run,
      await repository.git.commit(run.sha),
      links,
    );

  router.get(root, async (request, response) => {
    const repository = repositoryOf(context, request);
    const query = listSchema.parse(request.query);
    const matching = runs
      .list(repository.name)
      .filter(
        run =>
          (!query.branch || query.branch === run.branch) &&
          (!query.event || query.event === 'push') &&
          (!query.head_sha || query.head_sha === run.sha) &&
          (!query.status ||
            query.status === run.status ||
            query.status === run.conclusion),
      );
    const page = paginate(request, response, links.origin, matching);
    response.json({
      total_count: matching.length,
      workflow_runs: await Promise.all(
        page.map(run => present(repository, run)),
      ),
    });
  });

  router.get(`${root}/:id`, async (request, response) => {
    const repository = repositoryOf(context, request);
    const run = runs.find(Number(request.params.id));
    if (run?.repository !== repository.name) {
      throw GitHubError.notFound();
    }
    response.json(await present(repository, run));
  });

  return router;
}
