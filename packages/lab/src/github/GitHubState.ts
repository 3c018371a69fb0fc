import { join } from 'node:path';
import { z } from 'zod';
import { JsonFile } from '../persistence/JsonFile';

const repositorySchema = z.object({
  id: z.number().int(),
  name: z.string(),
  description: z.string(),
  homepage: z.string().optional(),
  deleteBranchOnMerge: z.boolean().optional(),
  createdAt: z.string(),
});

const pullRequestSchema = z.object({
  id: z.number().int(),
  repository: z.string(),
  number: z.number().int(),
  title: z.string(),
  body: z.string().optional(),
  author: z.string(),
  head: z.string(),
  base: z.string(),
  createdAt: z.string(),
  /** When, by whom and as which commit; and what was merged. */
  merged: z
    .object({
      at: z.string(),
      by: z.string(),
      commit: z.string(),
      base: z.string(),
      head: z.string(),
    })
    .optional(),
});

const workflowRunSchema = z.object({
  id: z.number().int(),
  repository: z.string(),
  /** The name of its file below `.github/workflows`. */
  workflow: z.string(),
  sha: z.string(),
  title: z.string(),
  /** Undefined while it runs. */
  conclusion: z.enum(['success', 'failure']).optional(),
  startedAt: z.string(),
  completedAt: z.string().optional(),
  /** What it did, one line each. */
  notes: z.array(z.string()),
});

const stateSchema = z.object({
  lastId: z.number().int(),
  repositories: z.array(repositorySchema),
  pulls: z.array(pullRequestSchema),
  runs: z.array(workflowRunSchema),
  /** The tags of each service's images, newest last. */
  images: z.record(z.string(), z.array(z.string())),
});

export type RepositoryRecord = z.infer<typeof repositorySchema>;
/** A pull request as it is remembered; commits and diff come from Git. */
export type PullRequest = z.infer<typeof pullRequestSchema>;
export type WorkflowRun = z.infer<typeof workflowRunSchema>;
type State = z.infer<typeof stateSchema>;

/**
 * Everything that GitHub remembers and Git does not, kept in one file. Whoever
 * changes `data` says so by `changed`.
 */
export class GitHubState {
  static async open(dataDir: string): Promise<GitHubState> {
    const file = JsonFile.create<State>({
      path: join(dataDir, 'state.json'),
      schema: stateSchema,
      onError: error => process.stderr.write(`GitHub: ${error}\n`),
    });
    const empty = { repositories: [], pulls: [], runs: [], images: {} };
    return new GitHubState(
      file,
      (await file.read()) ?? { lastId: 0, ...empty },
    );
  }

  private constructor(
    private readonly file: JsonFile<State>,
    readonly data: State,
  ) {}

  nextId(): number {
    this.data.lastId += 1;
    return this.data.lastId;
  }

  /** Written soon: what is lost in a crash is only what was going on. */
  changed(): void {
    this.file.schedule(() => this.data);
  }

  /** On the disk when it resolves, for what somebody is told to be done. */
  save(): Promise<void> {
    this.changed();
    return this.file.flush();
  }
}
