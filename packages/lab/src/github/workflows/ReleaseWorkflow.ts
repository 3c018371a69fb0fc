import { setTimeout as delay } from 'node:timers/promises';
import { utc } from '../git';
import { ACTIONS } from '../identities';
import { ImageRegistry, REGISTRY } from '../registry/ImageRegistry';
import { PushEvent, Repositories } from '../repositories';
import { DeploymentTags } from './DeploymentTags';
import { RELEASE_WORKFLOW, WorkflowRun, WorkflowRuns } from './WorkflowRuns';

/** Repositories that build more than the one service they are named after. */
const SERVICES: Record<string, string[]> = {
  coffeeshop: ['web', 'proxy', 'product', 'counter', 'barista', 'kitchen'],
};

export interface ReleaseWorkflowOptions {
  repositories: Repositories;
  runs: WorkflowRuns;
  registry: ImageRegistry;
  tags: DeploymentTags;
  /** From a push until its image is published. */
  workflowMillis: number;
}

/**
 * Plays `release.yml` of the source repositories: what is pushed to `main`
 * becomes an image, and the image's tag is committed to the dev overlay.
 */
export class ReleaseWorkflow {
  private readonly stopped = new AbortController();
  private readonly playing = new Set<Promise<void>>();

  constructor(private readonly options: ReleaseWorkflowOptions) {}

  /** Takes up what a restart has interrupted. */
  resume(): void {
    for (const run of this.options.runs.unfinished()) {
      this.play(run);
    }
  }

  async handlePush({ repository, branch, after }: PushEvent): Promise<void> {
    const git = this.options.repositories.find(repository)?.git;
    if (!git || branch !== 'main' || after === undefined) {
      return;
    }
    if (await git.entry(after, RELEASE_WORKFLOW)) {
      const [title] = (await git.commit(after)).message.split('\n');
      this.play(
        this.options.runs.create({ repository, branch, sha: after, title }),
      );
    }
  }

  async close(): Promise<void> {
    this.stopped.abort();
    await Promise.all(this.playing);
  }

  private play(run: WorkflowRun): void {
    const played = this.run(run)
      .catch(error => this.fail(run, error))
      .finally(() => this.playing.delete(played));
    this.playing.add(played);
  }

  private async run({ id, repository, sha }: WorkflowRun): Promise<void> {
    const { runs, workflowMillis } = this.options;
    await this.wait(workflowMillis / 4);
    runs.update(id, { status: 'in_progress', startedAt: utc(new Date()) });
    await this.wait((workflowMillis * 3) / 4);
    const notes: string[] = [];
    for (const service of SERVICES[repository] ?? [repository]) {
      notes.push(...(await this.release(service, sha.slice(0, 8))));
    }
    runs.update(id, { status: 'completed', conclusion: 'success', notes });
  }

  private async release(service: string, tag: string): Promise<string[]> {
    const { registry, tags } = this.options;
    registry.publish(service, tag);
    const environments = ['dev'];
    const author = ACTIONS;
    const found = await tags.write({ service, environments, tag, author });
    const published = `Published ${REGISTRY}/${service}:${tag}`;
    return found.length > 0
      ? [published, `Wrote ${tag} to the dev overlay of ${service}`]
      : [
          published,
          `${service} has no dev overlay yet; the tag is written when there is one`,
        ];
  }

  private fail(run: WorkflowRun, error: unknown): void {
    // Stopped, not failed: it is taken up again at the next start.
    if (!this.stopped.signal.aborted) {
      this.options.runs.update(run.id, {
        status: 'completed',
        conclusion: 'failure',
        notes: [String(error)],
      });
    }
  }

  private async wait(millis: number): Promise<void> {
    await delay(millis, undefined, { signal: this.stopped.signal });
  }
}
