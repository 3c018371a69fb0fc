import { join } from 'node:path';
import { z } from 'zod';
import { utc } from '../git';
import { StateFile } from '../StateFile';

const runSchema = z.object({
  id: z.number().int(),
  repository: z.string(),
  runNumber: z.number().int(),
  branch: z.string(),
  sha: z.string(),
  title: z.string(),
  status: z.enum(['queued', 'in_progress', 'completed']),
  conclusion: z.enum(['success', 'failure']).optional(),
  createdAt: z.string(),
  startedAt: z.string().optional(),
  updatedAt: z.string(),
  /** What it did, one line each. */
  notes: z.array(z.string()),
});

const stateSchema = z.object({
  lastId: z.number().int(),
  runs: z.array(runSchema),
});

export type WorkflowRun = z.infer<typeof runSchema>;

/** The file that makes a repository one whose pushes are released. */
export const RELEASE_WORKFLOW = '.github/workflows/release.yml';

/** Remembers the runs of the release workflow. */
export class WorkflowRuns {
  private constructor(
    private readonly state: StateFile<z.infer<typeof stateSchema>>,
  ) {}

  static open(dataDir: string): WorkflowRuns {
    const path = join(dataDir, 'runs.json');
    const initial = { lastId: 9000, runs: [] };
    return new WorkflowRuns(StateFile.open(path, stateSchema, initial));
  }

  /** Newest first. */
  list(repository: string): WorkflowRun[] {
    return this.state
      .get()
      .runs.filter(run => run.repository === repository)
      .reverse();
  }

  unfinished(): WorkflowRun[] {
    return this.state.get().runs.filter(run => run.status !== 'completed');
  }

  find(id: number): WorkflowRun | undefined {
    return this.state.get().runs.find(run => run.id === id);
  }

  create(
    draft: Pick<WorkflowRun, 'repository' | 'branch' | 'sha' | 'title'>,
  ): WorkflowRun {
    const now = utc(new Date());
    const run: WorkflowRun = {
      ...draft,
      id: this.state.get().lastId + 1,
      runNumber: this.list(draft.repository).length + 1,
      status: 'queued',
      createdAt: now,
      updatedAt: now,
      notes: [],
    };
    this.state.update(({ runs }) => ({ lastId: run.id, runs: [...runs, run] }));
    return run;
  }

  update(id: number, change: Partial<WorkflowRun>): void {
    this.state.update(({ lastId, runs }) => ({
      lastId,
      runs: runs.map(run =>
        run.id === id ? { ...run, ...change, updatedAt: utc(new Date()) } : run,
      ),
    }));
  }

  forget(repository: string): void {
    this.state.update(({ lastId, runs }) => ({
      lastId,
      runs: runs.filter(run => run.repository !== repository),
    }));
  }
}
