import { setTimeout as delay } from 'node:timers/promises';
import { utc } from './git/GitRepository';
import { GitHubState, WorkflowRun } from './GitHubState';

/** What a run does; what it returns is shown on the run's page. */
export type Workflow = (run: WorkflowRun) => Promise<string[]>;

/** Plays workflows and remembers their runs. */
export class WorkflowRuns {
  private readonly stopped = new AbortController();
  private readonly playing = new Set<Promise<void>>();

  constructor(
    private readonly state: GitHubState,
    private readonly options: {
      /** By the name of their file below `.github/workflows`. */
      workflows: Record<string, Workflow>;
      /** From its start until a run does its work. */
      workflowMillis: number;
    },
  ) {}

  /** Newest first. */
  list(repository: string): WorkflowRun[] {
    const { runs } = this.state.data;
    return runs.filter(run => run.repository === repository).reverse();
  }

  start(
    what: Pick<WorkflowRun, 'repository' | 'workflow' | 'sha' | 'title'>,
  ): void {
    const id = this.state.nextId();
    const run: WorkflowRun = { ...what, id, startedAt: utc(), notes: [] };
    this.state.data.runs.push(run);
    this.state.changed();
    this.play(run);
  }

  /** Takes up what a restart has interrupted. */
  resume(): void {
    this.state.data.runs
      .filter(run => !run.conclusion)
      .forEach(this.play, this);
  }

  async close(): Promise<void> {
    this.stopped.abort();
    await Promise.all(this.playing);
  }

  private play(run: WorkflowRun): void {
    const played = this.run(run).finally(() => this.playing.delete(played));
    this.playing.add(played);
  }

  private async run(run: WorkflowRun): Promise<void> {
    const { workflows, workflowMillis } = this.options;
    const { signal } = this.stopped;
    try {
      await delay(workflowMillis, undefined, { signal });
      run.notes = await workflows[run.workflow](run);
      run.conclusion = 'success';
    } catch (error) {
      // Stopped, not failed: it is taken up again at the next start.
      if (signal.aborted) {
        return;
      }
      run.notes = [String(error)];
      run.conclusion = 'failure';
    }
    run.completedAt = utc();
    this.state.changed();
  }
}
