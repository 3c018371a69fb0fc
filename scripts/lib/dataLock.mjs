import fs from 'node:fs';
import path from 'node:path';
import { UserError } from './UserError.mjs';

const COMMANDS = ['scripts/start.mjs', 'scripts/dev.mjs'];

/**
 * Keeps other portals off the data of one that runs: they would rewrite the
 * configuration that it follows, or delete it all with `--fresh`.
 */
export function assertUnused(dataDir) {
  const pid = readPid(dataDir);
  // In a process namespace, one run after the other may have the same number.
  if (pid !== String(process.pid) && isRunning(pid)) {
    throw new UserError(
      'A portal already runs on this data. Stop it, or choose another folder with --data-dir.',
    );
  }
}

export function markUsed(dataDir) {
  fs.writeFileSync(pidFile(dataDir), String(process.pid));
}

function readPid(dataDir) {
  const file = pidFile(dataDir);
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

/** A number alone may meanwhile be that of something else. */
function isRunning(pid) {
  const file = `/proc/${pid}/cmdline`;
  if (pid === undefined || !fs.existsSync(file)) {
    return false;
  }
  const commandLine = fs.readFileSync(file, 'utf8');
  return COMMANDS.some(command => commandLine.includes(command));
}

function pidFile(dataDir) {
  return path.join(dataDir, 'portal.pid');
}
