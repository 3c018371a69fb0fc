import fs from 'node:fs';
import path from 'node:path';
import { UserError } from './UserError.mjs';

const COMMANDS = ['scripts/start.mjs', 'scripts/dev.mjs'];

/**
 * Keeps other portals off the data of one that runs: they would rewrite the
 * configuration that it follows, or delete it all with `--fresh`.
 */
export function assertUnused(dataDir) {
  if (isRunning(readPid(dataDir))) {
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

/**
 * A number alone may meanwhile be that of something else: in a process
 * namespace it is easily that of this command itself or of one of its threads.
 */
function isRunning(pid) {
  const folder = `/proc/${pid}`;
  if (pid === undefined || !fs.existsSync(folder)) {
    return false;
  }
  const status = fs.readFileSync(`${folder}/status`, 'utf8');
  const [, group] = /^Tgid:\s+(\d+)$/m.exec(status) ?? [];
  if (Number(group) === process.pid) {
    return false;
  }
  const commandLine = fs.readFileSync(`${folder}/cmdline`, 'utf8');
  return COMMANDS.some(command => commandLine.includes(command));
}

function pidFile(dataDir) {
  return path.join(dataDir, 'portal.pid');
}
