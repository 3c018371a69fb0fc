import { execFile } from 'child_process';
import { glob, mkdtemp, rm } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { promisify } from 'util';
import { z } from 'zod';
import { ARGOCD_NAMESPACE } from './argoCdObjects';
import { Kubectl } from './Kubectl';

const run = promisify(execFile);

const PROJECTS = 'projects/*.yaml';
const APPLICATION_SETS = 'clusters/*/applicationset.yaml';

const appliedSchema = z.object({
  items: z.array(
    z.object({ kind: z.string(), metadata: z.object({ name: z.string() }) }),
  ),
});

const applicationsSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        name: z.string(),
        ownerReferences: z.array(z.object({ name: z.string() })).default([]),
      }),
    }),
  ),
});

/**
 * Gives a real Argo CD the projects and ApplicationSets that a repository
 * holds, as the team that runs it would, and tells it of new commits.
 */
export class DeploymentRepository {
  private sets: string[] = [];
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly kubectl: Kubectl,
    private readonly fetchUrl: string,
  ) {}

  static async create(options: {
    /** Of an administrator of the cluster that holds Argo CD's objects. */
    kubeconfig: string;
    /** Where the repository is read, credentials included. */
    fetchUrl: string;
  }): Promise<DeploymentRepository> {
    const kubectl = await Kubectl.create(options.kubeconfig);
    return new DeploymentRepository(kubectl, options.fetchUrl);
  }

  /** Applies what the main branch says, and has everything compared with it. */
  notifyPush(): Promise<void> {
    const applied = this.turn.then(() => this.follow());
    this.turn = applied.catch(() => undefined);
    return applied;
  }

  /** Takes the ApplicationSets away, with all that they deployed. */
  async remove(): Promise<void> {
    await this.turn;
    await this.deleteSets(this.sets);
    this.sets = [];
  }

  private async follow(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'deployment-'));
    try {
      await run('git', [
        ...['clone', '--quiet', '--depth=1', '--branch=main'],
        ...['--end-of-options', this.fetchUrl, folder],
      ]);
      const paths: string[] = [];
      for await (const path of glob([PROJECTS, APPLICATION_SETS], {
        cwd: folder,
      })) {
        paths.push(join(folder, path));
      }
      const sets = paths.length > 0 ? await this.apply(paths) : [];
      await this.deleteSets(this.sets.filter(name => !sets.includes(name)));
      this.sets = sets;
      await this.refresh();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** @returns the names of the ApplicationSets */
  private async apply(paths: string[]): Promise<string[]> {
    const output = await this.kubectl.run(
      ...['apply', '--server-side', '--force-conflicts', '--output=json'],
      ...paths.flatMap(path => ['-f', path]),
    );
    return readObjects(output)
      .filter(({ kind }) => kind === 'ApplicationSet')
      .map(({ metadata }) => metadata.name);
  }

  private async refresh(): Promise<void> {
    const applications = applicationsSchema.parse(
      JSON.parse(await this.argocd('get', 'applications', '--output=json')),
    );
    const names = applications.items
      .filter(({ metadata: { ownerReferences } }) =>
        ownerReferences.some(({ name }) => this.sets.includes(name)),
      )
      .map(({ metadata }) => metadata.name);
    await this.annotate(
      'applications',
      names,
      'argocd.argoproj.io/refresh=normal',
    ).catch(error => {
      // What Git no longer names may be gone by now; the others are annotated.
      if (!String(error).includes('NotFound')) {
        throw error;
      }
    });
    await this.annotate(
      'applicationsets',
      this.sets,
      'argocd.argoproj.io/application-set-refresh=true',
    );
  }

  private async annotate(
    kind: string,
    names: readonly string[],
    annotation: string,
  ): Promise<void> {
    if (names.length > 0) {
      await this.argocd('annotate', '--overwrite', kind, ...names, annotation);
    }
  }

  private async deleteSets(names: readonly string[]): Promise<void> {
    if (names.length > 0) {
      await this.argocd('delete', 'applicationsets', ...names);
    }
  }

  private argocd(...args: string[]): Promise<string> {
    return this.kubectl.run('--namespace', ARGOCD_NAMESPACE, ...args);
  }
}

/** What kubectl printed: one object as itself, several as a list. */
function readObjects(output: string) {
  const printed: unknown = JSON.parse(output);
  const list = appliedSchema.safeParse(printed);
  return list.success
    ? list.data.items
    : appliedSchema.parse({ items: [printed] }).items;
}
