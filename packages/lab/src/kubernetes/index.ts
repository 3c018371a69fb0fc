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
export { KubernetesApiServer } from './KubernetesApiServer';
export type { KubernetesApiServerOptions } from './KubernetesApiServer';
export { Faults } from './server/Faults';
export type { FaultState } from './server/Faults';
export type { Tier, TierTokens } from './access/tiers';
export { CertificateAuthority } from './certificates/CertificateAuthority';
export type { ServerCredentials } from './certificates/CertificateAuthority';
export { writeKubeconfig } from './certificates/kubeconfig';
export type { KubeconfigOptions } from './certificates/kubeconfig';
