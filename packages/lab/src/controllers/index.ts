export { startControllers } from './startControllers';
export type { StartControllersOptions } from './startControllers';
