export { startArgoCd } from './startArgoCd';
export type { ArgoCd, ArgoCdOptions } from './startArgoCd';
