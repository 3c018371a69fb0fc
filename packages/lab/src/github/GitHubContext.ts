import { Tokens } from './accounts';
import { PullRequests } from './PullRequests';
import { Repositories, Site } from './Repositories';
import { WorkflowRuns } from './WorkflowRuns';

/** What the API, Git over HTTP and the web pages are served from. */
export interface GitHubContext {
  site: Site;
  tokens: Tokens;
  repositories: Repositories;
  pulls: PullRequests;
  runs: WorkflowRuns;
}
