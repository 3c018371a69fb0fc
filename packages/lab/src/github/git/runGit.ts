import { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** What git said when it refused. */
export class GitError extends Error {
  constructor(
    readonly exitCode: number | null,
    readonly stdout: string,
    stderr: string,
    args: readonly string[],
  ) {
    super(`git ${args[0]} failed (${exitCode}): ${stderr.trim()}`);
    this.name = 'GitError';
  }
}

export interface RunGitOptions {
  input?: Buffer | string;
  env?: Record<string, string>;
}

/**
 * Starts git on one repository, without a shell and without the settings of
 * the person or the machine.
 */
export function spawnGit(
  gitDirectory: string,
  args: readonly string[],
  env: Record<string, string> = {},
): ChildProcessWithoutNullStreams {
  return spawn('git', [...args], {
    cwd: gitDirectory,
    env: {
      PATH: process.env.PATH,
      LC_ALL: 'C',
      GIT_DIR: gitDirectory,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
      GIT_LITERAL_PATHSPECS: '1',
      ...env,
    },
  });
}

/** Runs git to its end; anything but exit code 0 is a `GitError`. */
export async function runGit(
  gitDirectory: string,
  args: readonly string[],
  options: RunGitOptions = {},
): Promise<Buffer> {
  const child = spawnGit(gitDirectory, args, options.env);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', chunk => stdout.push(chunk));
  child.stderr.on('data', chunk => stderr.push(chunk));
  // git may end without reading its input, which is no fault of its own.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const output = Buffer.concat(stdout);
  if (exitCode !== 0) {
    const complaint = Buffer.concat(stderr).toString();
    throw new GitError(exitCode, output.toString(), complaint, args);
  }
  return output;
}
