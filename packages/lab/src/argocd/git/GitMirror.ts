import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

const COMMIT_ID = /^[0-9a-f]{40}$/;

export interface RevisionMetadata {
  author: string;
  date: string;
  tags?: string[];
  message: string;
}

/** A bare copy of one repository, read with the real git. */
export class GitMirror {
  private fetching: Promise<void> | undefined;
  private nextFetch: Promise<void> | undefined;
  private fetched = false;

  static async open(options: {
    /** Where the copy is kept. */
    directory: string;
    /** What is fetched: a URL, which may hold credentials, or a path. */
    url: string;
  }): Promise<GitMirror> {
    await mkdir(options.directory, { recursive: true });
    const directory = await realpath(options.directory);
    const mirror = new GitMirror(directory, options.url);
    await mirror.git(['init', '--quiet', '--bare', '--initial-branch=main']);
    return mirror;
  }

  private constructor(
    private readonly directory: string,
    private readonly url: string,
  ) {}

  /**
   * Brings the copy up to date. Callers share one fetch, but never one that
   * began before they asked: it may have missed their commit.
   */
  async fetch(): Promise<void> {
    if (!this.fetching) {
      this.fetching = this.fetchNow().finally(() => {
        this.fetching = undefined;
      });
      return this.fetching;
    }
    this.nextFetch ??= this.fetching
      .catch(() => undefined)
      .then(() => {
        this.nextFetch = undefined;
        return this.fetch();
      });
    return this.nextFetch;
  }

  /** The commit of a branch, tag or commit id. */
  async resolve(revision: string): Promise<string> {
    if (!this.fetched) {
      await this.fetch();
    }
    const candidates = COMMIT_ID.test(revision)
      ? [revision]
      : [`refs/heads/${revision}`, `refs/tags/${revision}`];
    for (const candidate of candidates) {
      const commit = await this.git([
        'rev-parse',
        '--verify',
        '--quiet',
        '--end-of-options',
        `${candidate}^{commit}`,
      ]).catch(() => '');
      if (commit) {
        return commit;
      }
    }
    throw new Error(`unable to resolve '${revision}' to a commit SHA`);
  }

  async listFiles(commit: string): Promise<string[]> {
    const output = await this.git([
      'ls-tree',
      '-r',
      '-z',
      '--name-only',
      commit,
    ]);
    return output.split('\0').filter(path => path !== '');
  }

  readFile(commit: string, path: string): Promise<string> {
    return this.git(['cat-file', 'blob', `${commit}:${path}`]);
  }

  /**
   * Names everything that the kustomization in `path` can be built from: the
   * folder of its service, and the repository without the other services.
   */
  async fingerprint(commit: string, path: string): Promise<string> {
    const [top, service] = path.split('/');
    const entries = (await this.git(['ls-tree', commit])).split('\n');
    const shared = entries.filter(entry => !entry.endsWith(`\t${top}`));
    const own = await this.git([
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${commit}:${[top, service].join('/')}`,
    ]).catch(() => 'missing');
    return [...shared, own].join('\n');
  }

  /** Writes the files of a commit to a new folder for the time of `use`. */
  async withCheckout<T>(
    commit: string,
    use: (folder: string) => Promise<T>,
  ): Promise<T> {
    const folder = await mkdtemp(join(this.directory, 'checkout-'));
    const files = join(folder, 'files');
    const environment = {
      GIT_INDEX_FILE: join(folder, 'index'),
      GIT_WORK_TREE: files,
    };
    try {
      await mkdir(files);
      await this.git(['read-tree', commit], environment);
      await this.git(['checkout-index', '--all', '--quiet'], environment);
      return await use(files);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async metadata(commit: string): Promise<RevisionMetadata> {
    const log = await this.git([
      'log',
      '-1',
      '--format=%an <%ae>%x00%ct%x00%B',
      '--end-of-options',
      commit,
    ]);
    const [author, seconds, message] = log.split('\0');
    const tags = await this.git(['tag', '--points-at', commit]);
    return {
      author,
      date: new Date(Number(seconds) * 1000).toISOString().replace('.000', ''),
      ...(tags && { tags: tags.split('\n') }),
      message: message.trim(),
    };
  }

  private async fetchNow(): Promise<void> {
    await this.git([
      'fetch',
      '--quiet',
      '--prune',
      '--force',
      '--end-of-options',
      this.url,
      '+refs/heads/*:refs/heads/*',
      '+refs/tags/*:refs/tags/*',
    ]);
    this.fetched = true;
  }

  private async git(
    args: string[],
    environment: Record<string, string> = {},
  ): Promise<string> {
    const { stdout } = await execute('git', args, {
      cwd: this.directory,
      maxBuffer: 64 * 1024 * 1024,
      env: {
        PATH: process.env.PATH,
        GIT_DIR: this.directory,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_TERMINAL_PROMPT: '0',
        ...environment,
      },
    }).catch(error => {
      throw new Error(this.explain(error));
    });
    return stdout.replace(/\n$/, '');
  }

  /** Git repeats the address, and with it the credentials, in its errors. */
  private explain(error: { stderr?: string; message: string }): string {
    const text = (error.stderr || error.message).trim();
    return text.replaceAll(/\/\/[^/@\s]+@/g, '//');
  }
}
