import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { GitRepository, utc } from '../git';
import { StateFile } from '../StateFile';

const repositorySchema = z.object({
  id: z.number().int(),
  name: z.string(),
  description: z.string().optional(),
  homepage: z.string().optional(),
  deleteBranchOnMerge: z.boolean(),
  private: z.boolean(),
  topics: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
  pushedAt: z.string(),
  protectedBranches: z.array(z.string()),
});

const stateSchema = z.object({
  lastId: z.number().int(),
  repositories: z.array(repositorySchema),
});

type RepositoryRecord = z.infer<typeof repositorySchema>;

/** What a repository is called and described as, and where its Git lives. */
export interface Repository extends RepositoryRecord {
  git: GitRepository;
}

export type RepositoryChange = Partial<
  Pick<
    RepositoryRecord,
    | 'description'
    | 'homepage'
    | 'deleteBranchOnMerge'
    | 'private'
    | 'topics'
    | 'pushedAt'
    | 'protectedBranches'
  >
>;

/** The repositories of the lab's one organisation. */
export class Repositories {
  private constructor(
    private readonly directory: string,
    private readonly state: StateFile<z.infer<typeof stateSchema>>,
  ) {}

  static open(dataDir: string): Repositories {
    const state = StateFile.open(
      join(dataDir, 'repositories.json'),
      stateSchema,
      { lastId: 1000, repositories: [] },
    );
    return new Repositories(join(dataDir, 'git'), state);
  }

  /** Names are found in any case, as on GitHub. */
  find(name: string): Repository | undefined {
    const record = this.state
      .get()
      .repositories.find(each => sameName(each.name, name));
    return record && this.withGit(record);
  }

  list(): Repository[] {
    return this.state.get().repositories.map(each => this.withGit(each));
  }

  async create(
    name: string,
    details: RepositoryChange = {},
  ): Promise<Repository> {
    if (!isRepositoryName(name) || this.find(name)) {
      throw new Error(`Repository ${name} cannot be created`);
    }
    const now = utc(new Date());
    // A folder that a crash left behind belongs to no repository.
    await rm(this.path(name), { recursive: true, force: true });
    await GitRepository.create(this.path(name));
    const { lastId } = this.state.get();
    const record: RepositoryRecord = {
      id: lastId + 1,
      name,
      deleteBranchOnMerge: false,
      private: true,
      topics: [],
      createdAt: now,
      updatedAt: now,
      pushedAt: now,
      protectedBranches: [],
      ...withoutUndefined(details),
    };
    this.state.update(({ repositories }) => ({
      lastId: record.id,
      repositories: [...repositories, record],
    }));
    return this.withGit(record);
  }

  update(name: string, change: RepositoryChange): Repository {
    const next = this.state.update(({ lastId, repositories }) => ({
      lastId,
      repositories: repositories.map(each =>
        sameName(each.name, name)
          ? { ...each, ...withoutUndefined(change), updatedAt: utc(new Date()) }
          : each,
      ),
    }));
    const record = next.repositories.find(each => sameName(each.name, name));
    if (!record) {
      throw new Error(`There is no repository ${name}`);
    }
    return this.withGit(record);
  }

  async delete(name: string): Promise<void> {
    this.state.update(({ lastId, repositories }) => ({
      lastId,
      repositories: repositories.filter(each => !sameName(each.name, name)),
    }));
    await rm(this.path(name), { recursive: true, force: true });
  }

  private withGit(record: RepositoryRecord): Repository {
    return { ...record, git: GitRepository.open(this.path(record.name)) };
  }

  private path(name: string): string {
    return join(this.directory, `${name.toLowerCase()}.git`);
  }
}

/** GitHub's rule; it also keeps a name from leaving its folder. */
export function isRepositoryName(name: string): boolean {
  return (
    /^[A-Za-z0-9._-]{1,100}$/.test(name) &&
    !/^\.{1,2}$/.test(name) &&
    !/\.(git|wiki)$/i.test(name)
  );
}

function withoutUndefined(change: RepositoryChange): RepositoryChange {
  return Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  );
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
