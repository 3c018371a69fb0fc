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

/** The words before a command by which it runs in one, with loopback up. */
export const IN_NAMESPACE = [
  'unshare',
  ...UNSHARE,
  'bash',
  '-c',
  'ip link set lo up && exec "$@"',
  'bash',
];

/** Whether this machine lets people make such a namespace. */
export function canEnterNamespace() {
  try {
    const [file, ...words] = IN_NAMESPACE;
    execFileSync(file, [...words, 'true'], { stdio: 'ignore' });
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
  const [file, ...words] = IN_NAMESPACE;
  const child = spawn(file, [...words, command, ...args], {
    ...options,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => child.kill('SIGKILL'));
  }
  return exitCodeOf(child);
}
