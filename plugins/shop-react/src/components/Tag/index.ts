export { Tag } from './Tag';
export type { TagProps } from './Tag';
export { shortenTag } from './shortenTag';
