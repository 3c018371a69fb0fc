import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { cacheDir, rootDir } from './paths.mjs';
import { CLUSTER_MODULES } from './clusterModules.mjs';
import { runLogged } from './run.mjs';
import { UserError } from './UserError.mjs';

const OLDEST_GO = [1, 26, 3];
const MODULES_DIR = path.join(rootDir, 'cluster/modules');

/**
 * Builds the programs of the real control plane, each once for this content
 * of its go.mod and go.sum; they are kept outside of the checkout.
 *
 * @returns the folder of each module: programs in `bin/`, the rest in `files/`
 */
export async function buildCluster() {
  const go = findGo();
  const modules = CLUSTER_MODULES.map(module => ({
    ...module,
    target: path.join(
      cacheDir,
      'cluster',
      `${module.folder}-${hash(module, go)}`,
    ),
  }));
  const missing = modules.filter(({ target }) => !fs.existsSync(target));
  let secondsLeft = missing.reduce((sum, { seconds }) => sum + seconds, 0);
  for (const module of missing) {
    const left = Math.max(1, Math.round(secondsLeft / 60));
    await build(module, `Building ${module.title} (about ${left} min left)`);
    secondsLeft -= module.seconds;
  }
  return Object.fromEntries(
    modules.map(({ folder, target }) => [folder, target]),
  );
}

function findGo() {
  let version;
  try {
    version = execFileSync('go', ['env', 'GOVERSION'], {
      encoding: 'utf8',
      env: { ...process.env, GOTOOLCHAIN: 'local' },
    }).trim();
  } catch {
    throw new UserError(
      'The real control plane is built with Go. Install Go 1.26.3 or newer, then run this again.',
    );
  }
  const numbers = version.replace(/^go/, '').split('.').map(Number);
  const difference = OLDEST_GO.map((oldest, i) => (numbers[i] ?? 0) - oldest);
  if (difference.find(value => value !== 0) < 0) {
    throw new UserError(
      `The real control plane is built with Go 1.26.3 or newer; this is ${version}.`,
    );
  }
  return version;
}

function hash({ folder, programs, files }, go) {
  const content = createHash('sha256').update(
    JSON.stringify([go, programs, files]),
  );
  for (const file of ['go.mod', 'go.sum']) {
    content.update(fs.readFileSync(path.join(MODULES_DIR, folder, file)));
  }
  return content.digest('hex').slice(0, 16);
}

/** One at a time, also when several commands want the same. */
async function build({ folder, programs, files, target }, title) {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const partial = `${target}.partial`;
  const script = [
    'set -e',
    // Another command may have built it while this one waited.
    `[ ! -e "${target}" ] || exit 0`,
    `rm -rf "${partial}"`,
    `mkdir -p "${partial}/bin" "${partial}/files"`,
    ...Object.entries(programs).map(
      ([name, main]) =>
        `go build -p 2 -ldflags "-s -w" -o "${partial}/bin/${name}" ${main}`,
    ),
    ...(files ? copyFiles(files, partial) : []),
    `mv "${partial}" "${target}"`,
  ].join('\n');
  await runLogged(
    title,
    'flock',
    [`${target}.lock`, 'nice', '-n', '19', 'bash', '-c', script],
    {
      cwd: path.join(MODULES_DIR, folder),
      env: { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-modcacherw' },
    },
  );
}

function copyFiles({ module, paths }, partial) {
  return [
    `source="$(go list -m -f '{{.Dir}}' ${module})"`,
    ...paths.map(
      file =>
        `mkdir -p "${partial}/files/${path.dirname(file)}" && ` +
        `cp -r "$source/${file}" "${partial}/files/${path.dirname(file)}/"`,
    ),
    `chmod -R u+w "${partial}/files"`,
  ];
}
