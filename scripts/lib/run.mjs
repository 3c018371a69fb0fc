import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { toolsDir } from './paths.mjs';
import { UserError } from './UserError.mjs';

/**
 * Runs a command to its end with its output in a log file, and shows one line
 * of progress. On failure the end of the log is printed.
 */
export async function runLogged(title, command, args, options = {}) {
  const logDir = path.join(toolsDir, 'logs');
  fs.mkdirSync(logDir, { recursive: true });
  const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const logFile = path.join(logDir, `${slug}.log`);
  const log = fs.openSync(logFile, 'w');
  const startedAt = Date.now();
  process.stdout.write(`◌ ${title} …\n`);
  try {
    const code = await exitCodeOf(
      spawn(command, args, { ...options, stdio: ['ignore', log, log] }),
    );
    if (code !== 0) {
      const tail = fs.readFileSync(logFile, 'utf8').split('\n').slice(-40);
      console.error(tail.join('\n'));
      throw new UserError(
        `${title} failed (exit code ${code}). The whole output is in ${path.relative(
          process.cwd(),
          logFile,
        )}.`,
      );
    }
  } finally {
    fs.closeSync(log);
  }
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  process.stdout.write(`✔ ${title} (${seconds} s)\n`);
}

/** Resolves with the exit code; a signal counts as 1. */
export function exitCodeOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 1));
  });
}
