/**
 * Stand-ins for the portal's upstreams. Development tooling: nothing that runs
 * in production imports it.
 *
 * @packageDocumentation
 */
export { startArgoCd } from './argocd';
export type { LabConfig } from './config/LabConfig';
export { readLabConfig } from './config/readLabConfig';
export {
  readControlPlaneConnection,
  writeControlPlaneConnection,
} from './controlPlane/ControlPlaneConnection';
export type { ControlPlaneConnection } from './controlPlane/ControlPlaneConnection';
export { startControllers } from './controllers';
export type { StartControllersOptions } from './controllers';
export { LabControlClient } from './control';
export type { ClusterFault } from './control';
export { startGitHub } from './github';
export type { GitHub } from './github';
export { RequestCounter } from './http/requestCounter';
export {
  CertificateAuthority,
  Faults,
  isCustom,
  KubernetesApiServer,
  MemoryResourceStore,
  RESOURCE_DEFINITIONS,
} from './kubernetes';
export type { KubernetesObject, ResourceStore } from './kubernetes';
