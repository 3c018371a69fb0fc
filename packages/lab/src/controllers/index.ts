export type { Clock } from './framework/Clock';
export { FAIL_ANNOTATION } from './pods/PodController';
export { startControllers } from './startControllers';
export type { StartControllersOptions } from './startControllers';
