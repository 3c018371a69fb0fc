import { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { buffer, text } from 'node:stream/consumers';

/** What git said when it refused. */
export class GitError extends Error {
  name = 'GitError';
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
  env: Record<string, string | undefined> = {},
): ChildProcessWithoutNullStreams {
  return spawn('git', args, {
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
  { input = '', env }: RunGitOptions = {},
): Promise<Buffer> {
  const child = spawnGit(gitDirectory, args, env);
  // git may end without reading its input, which is no fault of its own.
  child.stdin.on('error', () => {}).end(input);
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  const output = await Promise.all([
    exited,
    buffer(child.stdout),
    text(child.stderr),
  ]);
  const [exitCode, stdout, stderr] = output;
  if (exitCode !== 0) {
    throw new GitError(`git ${args[0]} failed (${exitCode}): ${stderr.trim()}`);
  }
  return stdout;
}
