export { startGitHub } from './startGitHub';
export type { GitHub, GitHubOptions, PushTagRequest } from './startGitHub';
export type { ImageRegistry } from './registry/ImageRegistry';
export type { CommitFilesRequest, PushEvent } from './repositories';
