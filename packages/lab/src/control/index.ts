export { LabControlClient } from './LabControlClient';
export type { ClusterFault, LabControls } from './LabControls';
export { startControlServer } from './startControlServer';
