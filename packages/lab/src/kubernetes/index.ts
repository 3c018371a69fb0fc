export { CertificateAuthority } from './CertificateAuthority';
export { Faults } from './Faults';
export { KubernetesApiServer } from './KubernetesApiServer';
export {
  MemoryResourceStore,
  storeSnapshotSchema,
} from './MemoryResourceStore';
export type * from './ResourceStore';
export {
  apiVersionOf,
  isCustom,
  requireDefinition,
  RESOURCE_DEFINITIONS,
} from './resourceTypes';
export type { TierTokens } from './access';
export { writeKubeconfig } from './writeKubeconfig';
