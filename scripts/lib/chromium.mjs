import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { runLogged } from './run.mjs';
import { UserError } from './UserError.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Path of a Chromium; Debian's is installed where that is allowed. */
export async function findChromium() {
  const found = which();
  if (found) {
    return found;
  }
  if (process.getuid?.() === 0 && has('apt-get')) {
    await runLogged('Reading the package lists', 'apt-get', ['update']);
    await runLogged('Installing Chromium', 'apt-get', [
      'install',
      '--yes',
      '--no-install-recommends',
      'chromium',
    ]);
  }
  const installed = which();
  if (!installed) {
    throw new UserError(
      'The browser tests need Chromium. Install the package "chromium", then run this again.',
    );
  }
  return installed;
}

function which() {
  const folders = process.env.PATH.split(path.delimiter);
  return NAMES.flatMap(name =>
    folders.map(folder => path.join(folder, name)),
  ).find(file => fs.existsSync(file));
}

function has(command) {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
