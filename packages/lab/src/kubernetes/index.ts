export { ApiError } from './ApiError';
export type { Status, StatusCause } from './ApiError';
export * from './apiErrors';
export { MemoryResourceStore } from './MemoryResourceStore';
export { PersistentCluster } from './PersistentCluster';
export type * from './ResourceStore';
export {
  apiVersionOf,
  findDefinition,
  findDefinitionOfObject,
  resourceDefinitions,
  typeKey,
} from './resourceTypes';
export type { ResourceDefinition } from './resourceTypes';
export { storeSnapshotSchema } from './storeSnapshot';
export type { StoreSnapshot } from './storeSnapshot';
export { toTimestamp } from './timestamp';
