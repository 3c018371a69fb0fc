export { DeploymentRepository } from './DeploymentRepository';
export type { DeployedService } from './DeploymentRepository';
export type { Workload } from './readWorkload';
