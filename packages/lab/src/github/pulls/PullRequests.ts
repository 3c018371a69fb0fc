import { join } from 'node:path';
import { z } from 'zod';
import { StateFile } from '../StateFile';
import { utc } from '../git';

const pullRequestSchema = z.object({
  id: z.number().int(),
  repository: z.string(),
  number: z.number().int(),
  title: z.string(),
  body: z.string().optional(),
  draft: z.boolean(),
  author: z.string(),
  head: z.string(),
  base: z.string(),
  state: z.enum(['open', 'closed']),
  createdAt: z.string(),
  updatedAt: z.string(),
  closedAt: z.string().optional(),
  merged: z
    .object({ at: z.string(), by: z.string(), commit: z.string() })
    .optional(),
  /** Where both sides stood when it was closed: branches move on. */
  closedAtCommits: z.object({ base: z.string(), head: z.string() }).optional(),
});

const stateSchema = z.object({
  lastId: z.number().int(),
  pulls: z.array(pullRequestSchema),
});

/** A pull request as it is remembered; commits and diff come from Git. */
export type PullRequest = z.infer<typeof pullRequestSchema>;

/** Remembers pull requests, numbered by repository. */
export class PullRequests {
  private constructor(
    private readonly state: StateFile<z.infer<typeof stateSchema>>,
  ) {}

  static open(dataDir: string): PullRequests {
    const path = join(dataDir, 'pulls.json');
    const initial = { lastId: 5000, pulls: [] };
    return new PullRequests(StateFile.open(path, stateSchema, initial));
  }

  /** Newest first. */
  list(repository: string): PullRequest[] {
    return this.state
      .get()
      .pulls.filter(pull => pull.repository === repository)
      .reverse();
  }

  find(repository: string, number: number): PullRequest | undefined {
    return this.list(repository).find(pull => pull.number === number);
  }

  create(
    draft: Pick<
      PullRequest,
      'repository' | 'title' | 'body' | 'draft' | 'author' | 'head' | 'base'
    >,
  ): PullRequest {
    const now = utc(new Date());
    const { lastId } = this.state.get();
    const pull: PullRequest = {
      ...draft,
      id: lastId + 1,
      number: (this.list(draft.repository)[0]?.number ?? 0) + 1,
      state: 'open',
      createdAt: now,
      updatedAt: now,
    };
    this.state.update(({ pulls }) => ({
      lastId: pull.id,
      pulls: [...pulls, pull],
    }));
    return pull;
  }

  update(pull: PullRequest, change: Partial<PullRequest>): PullRequest {
    const next = { ...pull, ...change, updatedAt: utc(new Date()) };
    this.state.update(({ lastId, pulls }) => ({
      lastId,
      pulls: pulls.map(each => (each.id === pull.id ? next : each)),
    }));
    return next;
  }

  forget(repository: string): void {
    this.state.update(({ lastId, pulls }) => ({
      lastId,
      pulls: pulls.filter(pull => pull.repository !== repository),
    }));
  }
}
