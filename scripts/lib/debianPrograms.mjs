import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheDir } from './paths.mjs';
import { runLogged } from './run.mjs';
import { UserError } from './UserError.mjs';

const runQuietly = promisify(execFile);

/** Libraries of Debian on x64, below the folder of unpacked packages. */
const LIBRARIES = 'usr/lib/x86_64-linux-gnu';

/**
 * The packages that hold a program, and its file in them. What they need and
 * every Debian has is not fetched.
 */
const PROGRAMS = {
  'redis-server': {
    packages: [
      'redis-server',
      // The server is a link to a file of this one.
      'redis-tools',
      'libatomic1',
      'libjemalloc2',
      'liblzf1',
    ],
    file: 'usr/bin/redis-server',
    needsLibraries: true,
  },
  prometheus: { packages: ['prometheus'], file: 'usr/bin/prometheus' },
  promtool: { packages: ['prometheus'], file: 'usr/bin/promtool' },
  'prometheus-alertmanager': {
    packages: ['prometheus-alertmanager'],
    file: 'usr/bin/prometheus-alertmanager',
    // It reads its templates from this folder and no other.
    shown: 'usr/share',
  },
  'prometheus-blackbox-exporter': {
    packages: ['prometheus-blackbox-exporter'],
    file: 'usr/bin/prometheus-blackbox-exporter',
  },
};

/**
 * A program of Debian: the installed one, else the one of its package,
 * unpacked below the user's cache folder. Nothing is installed, and no service
 * is started.
 *
 * @returns its file, and the variables that it needs beside the usual ones
 */
export async function debianProgram(name) {
  const program = PROGRAMS[name];
  const installed = findOnPath(name);
  if (installed) {
    return { file: installed, env: {} };
  }
  const folder = path.join(cacheDir, 'debian', program.packages[0]);
  if (!fs.existsSync(folder)) {
    await fetchPackages(name, program.packages, folder);
  }
  const file = path.join(folder, program.file);
  return {
    file: program.shown ? writeLauncher(folder, program) : file,
    env: program.needsLibraries
      ? { LD_LIBRARY_PATH: path.join(folder, LIBRARIES) }
      : {},
  };
}

function findOnPath(name) {
  return process.env.PATH.split(path.delimiter)
    .map(folder => path.join(folder, name))
    .find(file => fs.existsSync(file));
}

async function fetchPackages(name, packages, folder) {
  const parent = path.dirname(folder);
  fs.mkdirSync(parent, { recursive: true });
  // Unpacked aside and then renamed: another run may look at the same time.
  const aside = fs.mkdtempSync(path.join(parent, '.fetched-'));
  try {
    await downloadPackages(name, packages, aside);
    const unpacked = path.join(aside, 'unpacked');
    for (const archive of fs.readdirSync(aside)) {
      await runQuietly('dpkg-deb', ['-x', path.join(aside, archive), unpacked]);
    }
    if (!fs.existsSync(folder)) {
      fs.renameSync(unpacked, folder);
    }
  } catch (error) {
    if (!fs.existsSync(folder)) {
      throw error;
    }
  } finally {
    fs.rmSync(aside, { recursive: true, force: true });
  }
}

async function downloadPackages(name, packages, cwd) {
  const isRoot = process.getuid?.() === 0;
  const download = () =>
    runQuietly(
      'apt-get',
      [
        ...(isRoot ? ['--option', 'APT::Sandbox::User=root'] : []),
        'download',
        ...packages,
      ],
      { cwd },
    );
  try {
    await download();
  } catch (error) {
    // The lists of packages may be missing or old.
    if (isRoot && error.code !== 'ENOENT') {
      await runLogged('Reading the package lists', 'apt-get', ['update']);
      await download().catch(again => fail(name, again));
    } else {
      fail(name, error);
    }
  }
}

function fail(name, error) {
  if (error.code === 'ENOENT') {
    throw new UserError(
      `${name} is missing and is fetched from Debian only. Install it, then run this again.`,
    );
  }
  const reason = String(error.stderr).trim().split('\n').at(-1);
  throw new UserError(
    `${name} could not be fetched from Debian (${reason}). Run "apt-get update" as root or install it, then run this again.`,
  );
}

/**
 * A script that shows a folder of the package to the program where it looks,
 * in a mount namespace of its own, so that the system stays as it is. It
 * becomes the program: its process id and signals are the program's.
 */
function writeLauncher(folder, program) {
  const file = path.join(folder, `run-${path.basename(program.file)}`);
  const script = [
    '#!/bin/sh',
    'exec unshare --user --map-root-user --mount sh -c \\',
    `  'mount --bind "$0" /${program.shown} && exec "$@"' \\`,
    `  ${[program.shown, program.file]
      .map(inside => `'${path.join(folder, inside).replaceAll("'", `'\\''`)}'`)
      .join(' ')} "$@"`,
    '',
  ].join('\n');
  if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== script) {
    fs.writeFileSync(file, script, { mode: 0o755 });
  }
  return file;
}
