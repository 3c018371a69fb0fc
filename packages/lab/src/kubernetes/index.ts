export { CertificateAuthority } from './CertificateAuthority';
export { Faults } from './Faults';
export { KubernetesApiServer } from './KubernetesApiServer';
export {
  MemoryResourceStore,
  storeSnapshotSchema,
} from './MemoryResourceStore';
export type * from './ResourceStore';
export type { TierTokens } from './access';
export { writeKubeconfig } from './writeKubeconfig';
