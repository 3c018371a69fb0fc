import { execFileSync, spawn } from 'node:child_process';
import { exitCodeOf } from './run.mjs';

/**
 * Makes what runs in it see nothing of the machine's network but a loopback of
 * its own, and ends with its first process: two of the real controllers listen
 * on all addresses. No right of root is needed.
 */
const UNSHARE = [
  '--user',
  '--map-root-user',
  '--net',
  '--pid',
  '--fork',
  '--kill-child',
  '--mount-proc',
];

/** Whether this machine lets people make such a namespace. */
export function canEnterNamespace() {
  try {
    execFileSync('unshare', [...UNSHARE, 'ip', 'link', 'set', 'lo', 'up'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs a command in a namespace of its own, with loopback up.
 *
 * @returns its exit code
 */
export function runInNamespace(command, args, options) {
  const child = spawn(
    'unshare',
    [
      ...UNSHARE,
      'bash',
      '-c',
      'ip link set lo up && exec "$@"',
      'bash',
      command,
      ...args,
    ],
    { ...options, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => child.kill('SIGKILL'));
  }
  return exitCodeOf(child);
}
