export { checkEnvironment } from './checkEnvironment';
export { checkOverlay } from './checkOverlay';
export { checkOwner } from './checkOwner';
export { checkService } from './checkService';
export type { PreflightSources, PreflightTask } from './types';
