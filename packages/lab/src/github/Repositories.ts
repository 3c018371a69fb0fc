import { join } from 'node:path';
import { GitRepository, utc } from './git/GitRepository';
import { GitHubState, RepositoryRecord } from './GitHubState';

/** A branch was made or moved. */
export interface PushEvent {
  repository: string;
  branch: string;
  sha: string;
}

export type PushListener = (event: PushEvent) => void | Promise<void>;

/** Where the lab's GitHub is, and whose repositories it has. */
export interface Site {
  origin: string;
  organization: string;
}

/** What a repository is called and described as, its Git and its addresses. */
export class Repository {
  readonly name: string;
  private changes: Promise<unknown> = Promise.resolve();

  constructor(
    readonly record: RepositoryRecord,
    readonly git: GitRepository,
    readonly site: Site,
    private readonly onPush: (event: PushEvent) => void,
  ) {
    this.name = record.name;
  }

  /** The address of something of the repository in the API. */
  api(path = ''): string {
    const { origin, organization } = this.site;
    return `${origin}/api/v3/repos/${organization}/${this.name}${path}`;
  }

  /** The address of a web page of the repository. */
  page(path = ''): string {
    const { origin, organization } = this.site;
    return `${origin}/${organization}/${this.name}${path}`;
  }

  /**
   * The one way to move branches: one task after the other, and whoever
   * listens hears of the branches that moved.
   */
  async change<T>(task: () => Promise<T>): Promise<T> {
    const result = this.changes.then(async () => {
      const before = await this.git.branches();
      const value = await task();
      for (const [branch, sha] of await this.git.branches()) {
        if (sha !== before.get(branch)) {
          this.onPush({ repository: this.name, branch, sha });
        }
      }
      return value;
    });
    this.changes = result.catch(() => {});
    return result;
  }
}

/** The repositories of the lab's one organisation. */
export class Repositories {
  private readonly known = new Map<string, Repository>();
  private listener: PushListener = () => {};
  private told: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataDir: string,
    private readonly site: Site,
    private readonly state: GitHubState,
  ) {
    for (const record of state.data.repositories) {
      this.add(record);
    }
  }

  list(): Repository[] {
    return [...this.known.values()];
  }

  /** Names are found in any case, as on GitHub. */
  find(name: string): Repository | undefined {
    return this.known.get(name.toLowerCase());
  }

  /** The name has to be a free `isRepositoryName`. */
  async create(
    details: Omit<RepositoryRecord, 'id' | 'createdAt'>,
  ): Promise<Repository> {
    const record = { ...details, id: this.state.nextId(), createdAt: utc() };
    const repository = this.add(record);
    await repository.git.init();
    this.state.data.repositories.push(record);
    await this.state.save();
    return repository;
  }

  /** From now on, one push after the other is told. */
  listen(listener: PushListener): void {
    this.listener = listener;
  }

  /** Resolves when everything pushed so far has been told. */
  async drain(): Promise<void> {
    let seen;
    while (seen !== this.told) {
      seen = this.told;
      await seen;
    }
  }

  private add(record: RepositoryRecord): Repository {
    const key = record.name.toLowerCase();
    const git = new GitRepository(join(this.dataDir, 'git', `${key}.git`));
    const repository = new Repository(record, git, this.site, event => {
      this.told = this.told
        .then(() => this.listener(event))
        .catch(error => {
          process.stderr.write(`GitHub: a push was not handled: ${error}\n`);
        });
    });
    this.known.set(key, repository);
    return repository;
  }
}

/** GitHub's rule; it also keeps a name from leaving its folder. */
export function isRepositoryName(name: string): boolean {
  return /^(?!\.{1,2}$)(?!.*\.(git|wiki)$)[a-z0-9._-]{1,100}$/i.test(name);
}
