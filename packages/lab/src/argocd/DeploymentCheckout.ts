import { buildKustomization } from '@shop-portal/kubectl';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { runGit } from '../github/git/runGit';
import { TRACKED_REVISION } from './Application';
import { Manifest, manifestSchema } from './Manifest';
import { readApplicationSets } from './readApplicationSets';

/** The files of the deployment repository, as its main branch has them. */
export class DeploymentCheckout {
  static async open(options: {
    folder: string;
    /** Where it is fetched: a URL, which may hold credentials, or a path. */
    url: string;
  }): Promise<DeploymentCheckout> {
    await mkdir(join(options.folder, '.git'), { recursive: true });
    const folder = await realpath(options.folder);
    const checkout = new DeploymentCheckout(folder, options.url);
    await checkout.git('init', '--quiet');
    return checkout;
  }

  private commit = '';
  /** Lines of `git ls-tree`: a hash and a path for each file. */
  private tree: string[] = [];
  /** By folder; the fingerprint names everything that was built from. */
  private readonly builds = new Map<
    string,
    { fingerprint: string; manifests: Manifest[] }
  >();
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly folder: string,
    private readonly url: string,
  ) {}

  /** The commit that the files are of. */
  get revision(): string {
    return this.commit;
  }

  /** Brings the files up to date. */
  update(): Promise<void> {
    return this.inTurn(async () => {
      const branch = `refs/heads/${TRACKED_REVISION}`;
      const fetched = `+${branch}:refs/fetched`;
      await this.git('fetch', '--quiet', '--end-of-options', this.url, fetched);
      await this.git('reset', '--quiet', '--hard', 'refs/fetched', '--');
      this.commit = await this.git('rev-parse', 'HEAD');
      this.tree = (
        await this.git('ls-tree', '-r', '--full-tree', 'HEAD')
      ).split('\n');
    });
  }

  readApplicationSets() {
    return this.inTurn(() => readApplicationSets(this.folder));
  }

  /** Builds a folder with the real kustomize, where anything changed. */
  build(path: string): Promise<{ revision: string; manifests: Manifest[] }> {
    return this.inTurn(async () => {
      const fingerprint = this.fingerprint(path);
      let build = this.builds.get(path);
      if (build?.fingerprint !== fingerprint) {
        const target = join(this.folder, path);
        const { objects } = await buildKustomization(target).catch(error => {
          // What counts is the path in Git.
          throw new Error(error.message.replaceAll(`${this.folder}/`, ''));
        });
        const manifests = z.array(manifestSchema).parse(objects);
        build = { fingerprint, manifests };
        this.builds.set(path, build);
      }
      return { revision: this.commit, manifests: build.manifests };
    });
  }

  /** Who wrote a commit, when, and about what. */
  async metadata(revision: string) {
    const log = await this.git(
      ...['log', '-1', '--format=%an <%ae>%x00%ct%x00%B'],
      ...['--end-of-options', revision],
    );
    const [author, seconds, message] = log.split('\0');
    const date = new Date(Number(seconds) * 1000).toISOString();
    return { author, date: date.replace('.000', ''), message: message.trim() };
  }

  /** An overlay is built from all files but those of other services. */
  private fingerprint(path: string): string {
    const [apps, service] = path.split('/');
    return this.tree
      .filter(line => {
        const file = line.slice(line.indexOf('\t') + 1);
        return (
          !file.startsWith(`${apps}/`) || file.startsWith(`${apps}/${service}/`)
        );
      })
      .join('\n');
  }

  /** No build may see files change. One at a time is quick enough as well. */
  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.turn.then(task);
    this.turn = result.catch(() => undefined);
    return result;
  }

  private async git(...args: string[]): Promise<string> {
    try {
      const output = await runGit(join(this.folder, '.git'), args, {
        env: { GIT_WORK_TREE: this.folder },
      });
      return output.toString().trimEnd();
    } catch (error) {
      // Git repeats the address, and with it the credentials.
      throw new Error(String(error).replaceAll(/\/\/[^/@\s]+@/g, '//'));
    }
  }
}
