export { startGitHub } from './startGitHub';
export type { GitHub, GitHubOptions } from './startGitHub';
export type { ImageRegistry } from './ImageRegistry';
export type { PushEvent } from './Repositories';
export type { PushTagRequest } from './Releases';
