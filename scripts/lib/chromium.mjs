import { execFileSync } from 'node:child_process';
import { runLogged } from './run.mjs';
import { UserError } from './UserError.mjs';

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
  return ['chromium', 'chromium-browser', 'google-chrome'].find(has);
}

function has(command) {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
