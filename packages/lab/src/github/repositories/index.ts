export { Branches, BranchMovedError } from './Branches';
export type { CommitFilesRequest, FileChange, Person } from './Branches';
export { PushQueue } from './PushQueue';
export type { PushEvent, PushListener } from './PushQueue';
export { isRepositoryName, Repositories } from './Repositories';
export type { Repository, RepositoryChange } from './Repositories';
