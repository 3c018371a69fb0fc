import { execFile } from 'child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'fs/promises';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { promisify } from 'util';

const run = promisify(execFile);

/** A clone of a repository, to commit to its main branch. */
export class WorkTree {
  private constructor(readonly folder: string) {}

  static async clone(url: string): Promise<WorkTree> {
    const folder = await mkdtemp(join(tmpdir(), 'worktree-'));
    const workTree = new WorkTree(folder);
    await workTree.git('clone', '--quiet', url, folder);
    return workTree;
  }

  /**
   * Writes files, removes those that are undefined, and pushes the commit.
   *
   * @returns its hash
   */
  async push(
    message: string,
    files: Record<string, string | undefined>,
  ): Promise<string> {
    // Another service of the test may have pushed since.
    await this.git('pull', '--quiet', '--ff-only', 'origin', 'main');
    for (const [path, content] of Object.entries(files)) {
      const target = join(this.folder, path);
      if (content === undefined) {
        await rm(target, { recursive: true });
      } else {
        await mkdir(dirname(target), { recursive: true });
        await writeFile(target, content);
      }
    }
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--message', message);
    await this.git('push', '--quiet', 'origin', 'HEAD:main');
    return this.git('rev-parse', 'HEAD');
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  private async git(...args: string[]): Promise<string> {
    const { stdout } = await run('git', args, {
      cwd: this.folder,
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'Dana Kim',
        GIT_AUTHOR_EMAIL: 'dana.kim@shop.example',
        GIT_COMMITTER_NAME: 'Dana Kim',
        GIT_COMMITTER_EMAIL: 'dana.kim@shop.example',
      },
    });
    return stdout.trim();
  }
}
