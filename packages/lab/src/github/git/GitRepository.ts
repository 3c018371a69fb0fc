import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Commit, COMMIT_FORMAT, parseCommits, Signature } from './commits';
import { DiffFile, parseDiff } from './diff';
import { GitError, runGit } from './runGit';

export interface TreeEntry {
  path: string;
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  sha: string;
  size?: number;
}

/** A file to write, or, without a blob, to remove. */
export interface TreeChange {
  path: string;
  mode?: string;
  blob?: string;
}

export interface CommitDraft {
  tree: string;
  parents: string[];
  message: string;
  author: Partial<Signature> & Pick<Signature, 'name' | 'email'>;
  committer?: Partial<Signature> & Pick<Signature, 'name' | 'email'>;
}

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const NO_OBJECT = '0'.repeat(40);

/** One bare repository, driven by the real git. */
export class GitRepository {
  private constructor(readonly directory: string) {}

  static async create(directory: string): Promise<GitRepository> {
    await mkdir(directory, { recursive: true });
    await runGit(directory, ['init', '--bare', '--quiet', directory]);
    await runGit(directory, ['symbolic-ref', 'HEAD', 'refs/heads/main']);
    // A closed pull request still shows commits that no branch holds.
    await runGit(directory, ['config', 'gc.auto', '0']);
    return new GitRepository(directory);
  }

  static open(directory: string): GitRepository {
    return new GitRepository(directory);
  }

  /** The commit that a branch, a tag or a (short) hash names. */
  async resolve(revision: string): Promise<string | undefined> {
    for (const candidate of [`refs/heads/${revision}`, revision]) {
      const sha = await this.parse(`${candidate}^{commit}`);
      if (sha !== undefined) {
        return sha;
      }
    }
    return undefined;
  }

  /** The hash of any object that exists here. */
  async parse(expression: string): Promise<string | undefined> {
    const args = ['rev-parse', '--quiet', '--verify', '--end-of-options'];
    return this.maybe([...args, expression]);
  }

  async refs(prefix: string): Promise<{ ref: string; sha: string }[]> {
    const format = '--format=%(objectname) %(refname)';
    const output = await this.text(['for-each-ref', format, '--', prefix]);
    return lines(output).map(line => {
      const [sha, ref] = line.split(' ');
      return { ref, sha };
    });
  }

  /** Moves a ref, only if it still is at `before` (undefined: not there). */
  async updateRef(
    ref: string,
    after: string,
    before: string | undefined,
  ): Promise<void> {
    await this.text(['update-ref', ref, after, before ?? NO_OBJECT]);
  }

  async deleteRef(ref: string): Promise<void> {
    await this.text(['update-ref', '-d', ref]);
  }

  async isValidRef(ref: string): Promise<boolean> {
    return (await this.maybe(['check-ref-format', ref])) !== undefined;
  }

  async tree(treeish: string, recursive = false): Promise<TreeEntry[]> {
    const options = recursive ? ['-r', '-t'] : [];
    const args = ['ls-tree', '-z', '-l', '--full-tree', ...options, treeish];
    return parseTree(await this.text(args));
  }

  async entry(revision: string, path: string): Promise<TreeEntry | undefined> {
    const clean = path.replace(/\/+$/, '');
    const args = ['ls-tree', '-z', '-l', '--full-tree', revision, '--', clean];
    return parseTree(await this.text(args)).find(
      candidate => candidate.path === clean,
    );
  }

  async blob(sha: string): Promise<Buffer> {
    return runGit(this.directory, ['cat-file', 'blob', sha]);
  }

  async file(revision: string, path: string): Promise<string | undefined> {
    const entry = await this.entry(revision, path);
    return entry?.type === 'blob'
      ? (await this.blob(entry.sha)).toString()
      : undefined;
  }

  async commit(sha: string): Promise<Commit> {
    const [commit] = await this.log(sha, { limit: 1 });
    return commit;
  }

  /** Newest first; `range` is a hash or `base..head`. */
  async log(
    range: string,
    options: { path?: string; limit?: number } = {},
  ): Promise<Commit[]> {
    const limit = `--max-count=${options.limit ?? 1000}`;
    const path = options.path ? [options.path] : [];
    const args = ['log', '-z', COMMIT_FORMAT, limit, range, '--', ...path];
    return parseCommits(await this.text(args));
  }

  async mergeBase(one: string, other: string): Promise<string | undefined> {
    return this.maybe(['merge-base', one, other]);
  }

  async diff(before: string | undefined, after: string): Promise<DiffFile[]> {
    const trees = ['-r', '-M', before ?? EMPTY_TREE, after];
    const [summary, patches] = await Promise.all([
      this.text([
        'diff-tree',
        '-z',
        '--raw',
        '--no-abbrev',
        '--numstat',
        ...trees,
      ]),
      this.text(['diff-tree', '-p', ...trees]),
    ]);
    return parseDiff(summary, patches);
  }

  /** The tree of both sides merged, or undefined when they conflict. */
  async mergeTree(ours: string, theirs: string): Promise<string | undefined> {
    try {
      const args = ['merge-tree', '--write-tree', ours, theirs];
      return lines(await this.text(args))[0];
    } catch (error) {
      if (error instanceof GitError && error.exitCode === 1) {
        return undefined;
      }
      throw error;
    }
  }

  async writeBlob(content: Buffer | string): Promise<string> {
    const args = ['hash-object', '-w', '--stdin'];
    return this.text(args, { input: content });
  }

  /** Many blobs by one process, in the order of the contents. */
  async writeBlobs(contents: (Buffer | string)[]): Promise<string[]> {
    const commands = contents.flatMap((content, index) => {
      const data = Buffer.from(content);
      const head = `blob\nmark :${index + 1}\ndata ${data.length}\n`;
      return [
        Buffer.from(head),
        data,
        Buffer.from(`\nget-mark :${index + 1}\n`),
      ];
    });
    const input = Buffer.concat(commands);
    return lines(await this.text(['fast-import', '--quiet'], { input }));
  }

  async writeTree(
    base: string | undefined,
    changes: TreeChange[],
  ): Promise<string> {
    const scratch = await mkdtemp(join(tmpdir(), 'lab-git-'));
    const env = { GIT_INDEX_FILE: join(scratch, 'index') };
    try {
      await this.text(['read-tree', base ?? '--empty'], { env });
      const input = changes
        .map(({ path, mode = '100644', blob }) =>
          blob ? `${mode} ${blob}\t${path}\0` : `0 ${NO_OBJECT}\t${path}\0`,
        )
        .join('');
      await this.text(['update-index', '-z', '--index-info'], { env, input });
      return await this.text(['write-tree'], { env });
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }

  async writeCommit(draft: CommitDraft): Promise<string> {
    const { author, committer = author } = draft;
    const now = new Date().toISOString();
    const parents = draft.parents.flatMap(parent => ['-p', parent]);
    return this.text(['commit-tree', draft.tree, ...parents], {
      input: draft.message,
      env: {
        GIT_AUTHOR_NAME: author.name,
        GIT_AUTHOR_EMAIL: author.email,
        GIT_AUTHOR_DATE: author.date ?? now,
        GIT_COMMITTER_NAME: committer.name,
        GIT_COMMITTER_EMAIL: committer.email,
        GIT_COMMITTER_DATE: committer.date ?? now,
      },
    });
  }

  async archive(sha: string, format: string, folder: string): Promise<Buffer> {
    const prefix = `--prefix=${folder}/`;
    const args = ['archive', `--format=${format}`, prefix, sha];
    return runGit(this.directory, args);
  }

  private async text(
    args: string[],
    options?: { input?: Buffer | string; env?: Record<string, string> },
  ): Promise<string> {
    const output = await runGit(this.directory, args, options);
    return output.toString().replace(/\n$/, '');
  }

  private async maybe(args: string[]): Promise<string | undefined> {
    try {
      return await this.text(args);
    } catch (error) {
      if (error instanceof GitError) {
        return undefined;
      }
      throw error;
    }
  }
}

function lines(output: string): string[] {
  return output.split('\n').filter(Boolean);
}

function parseTree(output: string): TreeEntry[] {
  return output
    .split('\0')
    .filter(Boolean)
    .map(line => {
      const [meta, path] = line.split('\t');
      const [mode, type, sha, size] = meta.split(/ +/);
      return {
        path,
        mode,
        type: type === 'blob' || type === 'tree' ? type : 'commit',
        sha,
        size: size === '-' ? undefined : Number(size),
      };
    });
}
