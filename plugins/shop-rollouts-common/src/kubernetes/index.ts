export { isOwnedBy, type ObjectMetadata } from './metadata';
export * from './deployment';
export * from './pod';
export * from './replicaSet';
export {
  parseRollout,
  type RolloutCondition,
  type RolloutObject,
} from './rollout';
export * from './service';
