export { validateText, validateTree } from './validateTree';
export type { TreeReport } from './validateTree';
export type { Problem } from './types';
