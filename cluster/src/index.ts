/**
 * The real Kubernetes, Argo Rollouts and Argo CD, and what tests need to run
 * against them or against the lab. Nothing that runs in production imports it.
 *
 * @packageDocumentation
 */
export type {
  ContractArgoCd,
  ContractCluster,
  ContractSide,
} from './side/ContractSide';
export { DeployedService } from './contract/support/DeployedService';
export { contractSide, openContractSide } from './side/openContractSide';
export { describeOnReal } from './side/describeOnReal';
