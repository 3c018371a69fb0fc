import { Commit } from '../../git';
import { ACTIONS } from '../../identities';
import { Links } from '../../Links';
import { Repository } from '../../repositories';
import { RELEASE_WORKFLOW, WorkflowRun } from '../../workflows';
import { nodeId, presentAccount } from './account';
import { presentMinimalRepository } from './repository';

export function presentWorkflowRun(
  repository: Repository,
  run: WorkflowRun,
  commit: Commit,
  links: Links,
) {
  const { name } = repository;
  const url = links.api(name, `/actions/runs/${run.id}`);
  const minimal = presentMinimalRepository(repository, links);
  const actor = presentAccount(ACTIONS, links);
  return {
    id: run.id,
    name: 'release',
    node_id: nodeId('WorkflowRun', run.id),
    head_branch: run.branch,
    head_sha: run.sha,
    path: RELEASE_WORKFLOW,
    display_title: run.title,
    run_number: run.runNumber,
    run_attempt: 1,
    event: 'push',
    status: run.status,
    conclusion: run.conclusion ?? null,
    // Each repository has this one workflow.
    workflow_id: repository.id,
    check_suite_url: links.api(name, `/check-suites/${run.id}`),
    url,
    html_url: links.page(name, `/actions/runs/${run.id}`),
    pull_requests: [],
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    run_started_at: run.startedAt ?? run.createdAt,
    actor,
    triggering_actor: actor,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    workflow_url: links.api(name, `/actions/workflows/${repository.id}`),
    head_commit: {
      id: commit.sha,
      tree_id: commit.tree,
      message: commit.message,
      timestamp: commit.committer.date,
      author: { name: commit.author.name, email: commit.author.email },
      committer: { name: commit.committer.name, email: commit.committer.email },
    },
    repository: minimal,
    head_repository: minimal,
  };
}
