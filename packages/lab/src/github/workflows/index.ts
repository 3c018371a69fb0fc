export { DeploymentTags } from './DeploymentTags';
export { FirstReleases } from './FirstReleases';
export { ReleaseWorkflow } from './ReleaseWorkflow';
export { DEPLOYMENT_REPOSITORY } from './overlays';
export { RELEASE_WORKFLOW, WorkflowRuns } from './WorkflowRuns';
export type { WorkflowRun } from './WorkflowRuns';
