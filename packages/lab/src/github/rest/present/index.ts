export {
  nodeId,
  presentAccount,
  presentOrganization,
  presentProfile,
} from './account';
export { presentCommit, presentDiffFile, presentGitCommit } from './commit';
export { presentPullRequest, presentPullRequestDetails } from './pullRequest';
export { presentMinimalRepository, presentRepository } from './repository';
export { presentWorkflowRun } from './workflowRun';
