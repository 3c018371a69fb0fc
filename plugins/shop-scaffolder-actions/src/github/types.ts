/** A repository of the configured organisation. */
export interface Repository {
  /** GitHub's number of it, which it keeps when it is renamed. */
  id: number;
  /** GitHub's number of the organisation. */
  ownerId: number;
  name: string;
  /** Address of its page. */
  url: string;
  cloneUrl: string;
  /** Empty until the first push. */
  empty: boolean;
  homepage?: string;
}

/** @see RepositoryClient.createRepository */
export interface NewRepository {
  name: string;
  description: string;
  homepage: string;
}

/** A file to be committed. */
export interface CommitFile {
  path: string;
  content: Buffer;
  executable: boolean;
}

/** @see PullRequestClient.propose */
export interface Proposal {
  repository: string;
  branch: string;
  title: string;
  body: string;
  files: CommitFile[];
}

/** A pull request as people see it. */
export interface PullRequest {
  number: number;
  url: string;
}

/** Reads and makes repositories of the configured organisation. */
export interface RepositoryClient {
  getRepository(
    name: string,
    signal?: AbortSignal,
  ): Promise<Repository | undefined>;

  createRepository(
    repository: NewRepository,
    signal?: AbortSignal,
  ): Promise<Repository>;

  /** Text of a file on the default branch, `undefined` where there is none. */
  readFile(
    repository: string,
    path: string,
    signal?: AbortSignal,
  ): Promise<string | undefined>;

  /** Whether a file or folder is on the default branch. */
  hasPath(
    repository: string,
    path: string,
    signal?: AbortSignal,
  ): Promise<boolean>;

  /** Path of every file on the default branch. */
  listFiles(repository: string, signal?: AbortSignal): Promise<string[]>;

  /** Hash of the last commit on a branch, `undefined` where there is none. */
  readHead(
    repository: string,
    branch: string,
    signal?: AbortSignal,
  ): Promise<string | undefined>;

  /** What `git` needs to push to a repository. */
  getToken(): Promise<string>;
}

/** Proposes changes to a repository of the configured organisation. */
export interface PullRequestClient {
  /**
   * Commits the files onto a branch that starts at the head of `main`, and
   * opens a pull request or updates the open one of that branch.
   */
  propose(proposal: Proposal, signal?: AbortSignal): Promise<PullRequest>;
}
