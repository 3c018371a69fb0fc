export { connectToGitHub } from './connect';
export type { GitHubConnection } from './connect';
export { GitHubError } from './GitHubError';
export { OctokitPullRequestClient } from './OctokitPullRequestClient';
export { OctokitRepositoryClient } from './OctokitRepositoryClient';
export type {
  CommitFile,
  NewRepository,
  Proposal,
  PullRequest,
  PullRequestClient,
  Repository,
  RepositoryClient,
} from './types';
