import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitError, runGit, RunGitOptions } from './runGit';

export interface Person {
  name: string;
  email: string;
}

export interface Commit {
  sha: string;
  tree: string;
  parents: string[];
  /** Dates are ISO 8601, UTC. */
  author: Person & { date: string };
  committer: Person & { date: string };
  message: string;
}

export interface TreeEntry {
  path: string;
  mode: string;
  type: string;
  sha: string;
  size?: number;
}

export interface CommitFilesRequest {
  /** Made where there is none; `main` when left out. */
  branch?: string;
  message: string;
  author: Person;
  files: { path: string; content: string | Buffer }[];
}

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const COMMIT_FIELDS = '%H %T %P %an %ae %aI %cn %ce %cI %B'.split(' ');

/** One bare repository, driven by the real git. */
export class GitRepository {
  constructor(readonly directory: string) {}

  async init(): Promise<void> {
    // A folder that a crash left behind belongs to no repository.
    await rm(this.directory, { recursive: true, force: true });
    await mkdir(this.directory, { recursive: true });
    await this.text(['init', '--bare', '--quiet', '--initial-branch=main']);
    // A closed pull request still shows commits that no branch holds.
    await this.text(['config', 'gc.auto', '0']);
  }

  async text(args: string[], options?: RunGitOptions): Promise<string> {
    const output = await runGit(this.directory, args, options);
    return output.toString().replace(/\n$/, '');
  }

  async lines(args: string[]): Promise<string[]> {
    return (await this.text(args)).split('\n').filter(Boolean);
  }

  /** For questions whose answer may be "no", which git says by failing. */
  async maybe(args: string[]): Promise<string | undefined> {
    try {
      return await this.text(args);
    } catch (error) {
      if (error instanceof GitError) {
        return undefined;
      }
      throw error;
    }
  }

  /** Every branch with the commit that it is at. */
  async branches(): Promise<Map<string, string>> {
    const format = '--format=%(refname:lstrip=2) %(objectname)';
    const refs = await this.lines(['for-each-ref', format, 'refs/heads']);
    return new Map(
      refs.map(line => {
        const [branch, sha] = line.split(' ');
        return [branch, sha];
      }),
    );
  }

  async setBranch(branch: string, sha: string): Promise<void> {
    await this.text(['update-ref', `refs/heads/${branch}`, sha]);
  }

  /** The commit that a branch or a (short) hash names. */
  async resolve(revision: string): Promise<string | undefined> {
    const parse = ['rev-parse', '--verify', '--end-of-options'];
    return (
      (await this.maybe([...parse, `refs/heads/${revision}^{commit}`])) ??
      this.maybe([...parse, `${revision}^{commit}`])
    );
  }

  async mergeBase(one: string, other: string): Promise<string | undefined> {
    return this.maybe(['merge-base', one, other]);
  }

  /** The tree of both sides merged, or undefined when they conflict. */
  async mergeTree(ours: string, theirs: string): Promise<string | undefined> {
    return this.maybe(['merge-tree', '--write-tree', ours, theirs]);
  }

  async tree(treeish: string, ...options: string[]): Promise<TreeEntry[]> {
    const args = ['ls-tree', '-z', '-l', '--full-tree', treeish, ...options];
    const entries = (await this.text(args)).split('\0').filter(Boolean);
    return entries.map(line => {
      const [meta, path] = line.split('\t');
      const [mode, type, sha, size] = meta.split(/ +/);
      const entry = { path, mode, type, sha };
      return size === '-' ? entry : { ...entry, size: Number(size) };
    });
  }

  async entry(revision: string, path: string): Promise<TreeEntry | undefined> {
    const entries = await this.tree(revision, '--', path);
    return entries.find(entry => entry.path === path);
  }

  async blob(sha: string): Promise<Buffer> {
    return runGit(this.directory, ['cat-file', 'blob', sha]);
  }

  /** The text of a file, where there is one. */
  async file(revision: string, path: string): Promise<string | undefined> {
    const entry = await this.entry(revision, path);
    return entry && (await this.blob(entry.sha)).toString();
  }

  /** Newest first, of what `git log` is asked for. */
  async log(...args: string[]): Promise<Commit[]> {
    const format = `--format=tformat:${COMMIT_FIELDS.join('%x00')}`;
    const output = await this.text(['log', '-z', format, ...args]);
    const values = output.split('\0');
    const commits: Commit[] = [];
    while (values.length >= COMMIT_FIELDS.length) {
      const fields = values.splice(0, COMMIT_FIELDS.length);
      const [author, committer] = [fields.slice(3, 6), fields.slice(6, 9)].map(
        ([name, email, date]) => ({ name, email, date: utc(date) }),
      );
      const [sha, tree, allParents] = fields;
      const parents = allParents.split(' ').filter(Boolean);
      const message = fields[9].trimEnd();
      commits.push({ sha, tree, parents, author, committer, message });
    }
    return commits;
  }

  async commit(sha: string): Promise<Commit> {
    const [commit] = await this.log('--max-count=1', sha);
    return commit;
  }

  /** A unified diff; without `before`, everything in `after` is new. */
  async patch(before: string = EMPTY_TREE, after: string): Promise<string> {
    return this.text(['diff', '--no-renames', before, after]);
  }

  /** Puts blobs into a tree. */
  async writeTree(
    base: string | undefined,
    entries: { path: string; mode: string; sha: string }[],
  ): Promise<string> {
    const scratch = await mkdtemp(join(tmpdir(), 'lab-git-'));
    const env = { GIT_INDEX_FILE: join(scratch, 'index') };
    const input = entries
      .map(({ mode, sha, path }) => `${mode} ${sha}\t${path}\0`)
      .join('');
    try {
      await this.text(['read-tree', base ?? '--empty'], { env });
      await this.text(['update-index', '-z', '--index-info'], { env, input });
      return await this.text(['write-tree'], { env });
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }

  async writeCommit(draft: {
    tree: string;
    parents: string[];
    message: string;
    author: Person;
  }): Promise<string> {
    const { tree, message, author } = draft;
    const parents = draft.parents.flatMap(parent => ['-p', parent]);
    return this.text(['commit-tree', tree, ...parents], {
      input: message,
      env: {
        GIT_AUTHOR_NAME: author.name,
        GIT_AUTHOR_EMAIL: author.email,
        GIT_COMMITTER_NAME: author.name,
        GIT_COMMITTER_EMAIL: author.email,
      },
    });
  }

  /** Commits files to a branch by one process, however many files. */
  async commitFiles(request: CommitFilesRequest): Promise<string> {
    const { branch = 'main', message, author, files } = request;
    const parent = (await this.branches()).get(branch);
    const now = Math.floor(Date.now() / 1000);
    const who = `${author.name} <${author.email}> ${now} +0000`;
    const data = (content: string | Buffer) => [
      `data ${Buffer.byteLength(content)}\n`,
      content,
      '\n',
    ];
    const commands = [
      `commit refs/heads/${branch}\nmark :1\n`,
      `author ${who}\ncommitter ${who}\n`,
      ...data(message),
      parent ? `from ${parent}\n` : '',
      // Quoted as C does, a path cannot end its line and begin a command.
      ...files.flatMap(({ path, content }) => [
        `M 100644 inline ${JSON.stringify(path)}\n`,
        ...data(content),
      ]),
      'get-mark :1\n',
    ];
    const input = Buffer.concat(commands.map(part => Buffer.from(part)));
    return this.text(['fast-import', '--quiet'], { input });
  }
}

/** ISO 8601 without parts of a second, as GitHub writes times. */
export function utc(date: string | Date = new Date()): string {
  return new Date(date).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
