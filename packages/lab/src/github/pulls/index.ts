export { PullRequests } from './PullRequests';
export type { PullRequest } from './PullRequests';
export { PullRequestService } from './PullRequestService';
export type { MergeOutcome, PullRequestDetails } from './PullRequestService';
