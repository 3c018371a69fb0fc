import { GitError, KeyedLock, TreeChange, utc } from '../git';
import { PushQueue } from './PushQueue';
import { Repositories, Repository } from './Repositories';

export interface Person {
  name: string;
  email: string;
}

/** A file's new text; undefined removes the file. */
export interface FileChange {
  path: string;
  content: string | Buffer | undefined;
}

export interface ChangeRequest {
  repository: string;
  branch?: string;
  message: string;
  author: Person;
}

export interface CommitFilesRequest extends ChangeRequest {
  files: FileChange[];
}

/** The branch is not where the caller took it to be. */
export class BranchMovedError extends Error {}

/**
 * The one way by which the lab itself moves a branch: each move is conditional
 * on what was read before, and everybody who listens hears of it.
 */
export class Branches {
  private readonly lock = new KeyedLock();

  constructor(
    private readonly repositories: Repositories,
    private readonly pushes: PushQueue,
  ) {}

  /** Lets nobody else move branches of the repository during `task`. */
  async exclusively<T>(repository: Repository, task: () => Promise<T>) {
    return this.lock.run(repository.name, task);
  }

  /** `remember` stores what belongs to the move, before anybody hears of it. */
  async move(
    repository: Repository,
    branch: string,
    before: string | undefined,
    after: string,
    remember: () => void = () => {},
  ): Promise<void> {
    try {
      await repository.git.updateRef(`refs/heads/${branch}`, after, before);
    } catch (error) {
      if (error instanceof GitError) {
        throw new BranchMovedError(`${branch} was moved by somebody else`);
      }
      throw error;
    }
    remember();
    this.moved(repository, branch, before, after);
  }

  async delete(repository: Repository, branch: string): Promise<void> {
    const ref = `refs/heads/${branch}`;
    const before = await repository.git.parse(ref);
    await repository.git.deleteRef(ref);
    this.moved(repository, branch, before, undefined);
  }

  /** Tells everybody of a move that git itself has made. */
  moved(
    repository: Repository,
    branch: string,
    before: string | undefined,
    after: string | undefined,
  ): void {
    this.repositories.update(repository.name, {
      pushedAt: utc(new Date()),
    });
    const { name } = repository;
    this.pushes.publish({ repository: name, branch, before, after });
  }

  /** Commits to a branch, which is made where there is none. */
  async commitFiles(request: CommitFilesRequest): Promise<string | undefined> {
    return this.change(request, async () => request.files);
  }

  /**
   * Commits what `change` makes of the files that are there; no changes, no
   * commit.
   */
  async change(
    { repository: name, branch = 'main', message, author }: ChangeRequest,
    change: (
      repository: Repository,
      before: string | undefined,
    ) => Promise<FileChange[]>,
  ): Promise<string | undefined> {
    const repository = this.repositories.find(name);
    if (!repository) {
      throw new Error(`There is no repository ${name}`);
    }
    return this.exclusively(repository, async () => {
      const { git } = repository;
      const before = await git.parse(`refs/heads/${branch}`);
      const files = await change(repository, before);
      if (files.length === 0) {
        return undefined;
      }
      const kept = files.filter(({ content }) => content !== undefined);
      const blobs = await git.writeBlobs(
        kept.map(({ content = '' }) => content),
      );
      const changes: TreeChange[] = files.map(file => ({
        path: file.path,
        blob: blobs[kept.indexOf(file)],
      }));
      const tree = await git.writeTree(before, changes);
      const parents = before === undefined ? [] : [before];
      const after = await git.writeCommit({ tree, parents, message, author });
      await this.move(repository, branch, before, after);
      return after;
    });
  }
}
