export { LabControlClient } from './LabControlClient';
export type { ClusterFault } from './controlSchemas';
export type { LabControls } from './LabControls';
export { startControlServer } from './startControlServer';
