import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { cacheDir, rootDir } from './paths.mjs';
import { runLogged } from './run.mjs';
import { hashFiles, listFiles } from './stamp.mjs';

const DIST = path.join(rootDir, 'packages/backend/dist');

/** What the image gets beside the archives; see deploy/Dockerfile. */
const COPIED = [
  'backstage.json',
  'package.json',
  'app-config.yaml',
  'app-config.production.yaml',
  'catalog-info.yaml',
  'cluster/catalog-info.yaml',
  'catalog',
  'templates',
];

/** What the install of the image reads. */
const INSTALLED_FROM = [
  'backstage.json',
  'package.json',
  'yarn.lock',
  '.yarnrc.yml',
  '.yarn/patches',
  '.yarn/releases',
];

/**
 * Makes what deploy/Dockerfile would put into the image: the built backend
 * with its own install of what production needs, and the catalog. It lies
 * outside the checkout, so that no package of the checkout is found from it.
 *
 * @returns the folder that is `/app` in the image
 */
export async function unpackProductionBundle({ node, yarn, env }) {
  await runLogged(
    'Building the backend for production',
    node,
    [...yarn, 'workspace', 'backend', 'build'],
    { cwd: rootDir, env },
  );
  const checkout = createHash('sha256').update(rootDir).digest('hex');
  const folder = path.join(cacheDir, `production-${checkout.slice(0, 12)}`);
  await install({ node, env }, folder);

  for (const dist of findInWorkspaces(folder, 'dist')) {
    fs.rmSync(path.join(folder, dist), { recursive: true });
  }
  unpack('bundle.tar.gz', folder);
  copy([...COPIED, ...findInWorkspaces(rootDir, 'catalog-info.yaml')], folder);
  return folder;
}

/** Installs, unless what was installed before came from the same files. */
async function install({ node, env }, folder) {
  const manifests = [
    ...INSTALLED_FROM.filter(name => fs.statSync(from(name)).isFile()),
    ...listFiles(rootDir, {
      folders: ['.yarn/patches', 'packages', 'plugins'],
      include: name => name === 'package.json' || name.endsWith('.patch'),
    }),
  ];
  const hash = hashFiles(rootDir, manifests);
  const stamp = path.join(folder, '.installed');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === hash) {
    return;
  }
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  copy(INSTALLED_FROM, folder);
  unpack('skeleton.tar.gz', folder);
  const [yarn] = fs.readdirSync(path.join(folder, '.yarn/releases'));
  await runLogged(
    'Installing what production needs',
    node,
    [`.yarn/releases/${yarn}`, 'workspaces', 'focus', '--all', '--production'],
    { cwd: folder, env },
  );
  fs.writeFileSync(stamp, hash);
}

/** Paths of a file or folder of that name in each workspace that has one. */
function findInWorkspaces(base, name) {
  return ['packages', 'plugins'].flatMap(parent =>
    fs
      .readdirSync(path.join(base, parent))
      .map(workspace => path.join(parent, workspace, name))
      .filter(file => fs.existsSync(path.join(base, file))),
  );
}

function unpack(archive, folder) {
  execFileSync('tar', ['-xzf', path.join(DIST, archive), '-C', folder]);
}

function copy(names, folder) {
  for (const name of names) {
    fs.cpSync(from(name), path.join(folder, name), { recursive: true });
  }
}

function from(name) {
  return path.join(rootDir, name);
}
