export * from './actionProgress';
export * from './actionRules';
export * from './buildRolloutView';
export * from './controllerVersion';
export * from './guardedPatch';
export * from './imageTag';
export * from './laneState';
export {
  offerActions,
  ROLLOUT_ACTIONS,
  type ActionPermission,
  type OffersContext,
} from './offerActions';
export * from './phase';
export * from './podStatus';
export { replicaSetRoles, type ReplicaSetRoles } from './replicaSetRoles';
export * from './seenState';
export { rolloutStacks, type RolloutStacks } from './stacks';
export { isObserved, rolloutStrategy, type RolloutStrategy } from './status';
