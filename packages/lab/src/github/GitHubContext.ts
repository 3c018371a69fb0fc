import { Links } from './Links';
import { PullRequests, PullRequestService } from './pulls';
import { Branches, Repositories } from './repositories';
import { WorkflowRuns } from './workflows';

/** What the API, Git over HTTP and the web pages are served from. */
export interface GitHubContext {
  links: Links;
  repositories: Repositories;
  branches: Branches;
  pulls: PullRequests;
  pullService: PullRequestService;
  runs: WorkflowRuns;
}
