export { Ago } from './Ago';
export type { AgoProps } from './Ago';
export { formatAbsoluteTime } from './formatAbsoluteTime';
