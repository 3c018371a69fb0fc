export { GitRepository } from './GitRepository';
export type { CommitDraft, TreeChange, TreeEntry } from './GitRepository';
export { GitError, runGit, spawnGit } from './runGit';
export { utc } from './commits';
export type { Commit, Signature } from './commits';
export type { DiffFile } from './diff';
export { KeyedLock } from './KeyedLock';
