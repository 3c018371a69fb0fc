import fs from 'node:fs';
import path from 'node:path';
import { rootDir } from './paths.mjs';
import { runLogged } from './run.mjs';
import { hashFiles, listFiles, stamp } from './stamp.mjs';

/** Workspaces whose sources end up in the browser. */
const BROWSER_ROLES = new Set([
  'frontend',
  'frontend-plugin',
  'frontend-plugin-module',
  'web-library',
  'common-library',
]);

/**
 * Builds the web app, unless sources, lock file and config schemas are those
 * of the last build.
 */
export async function buildApp({ node, yarn, env }) {
  const folders = ['packages', 'plugins']
    .flatMap(parent =>
      fs
        .readdirSync(path.join(rootDir, parent))
        .map(name => path.join(parent, name)),
    )
    .filter(folder => {
      const manifest = path.join(rootDir, folder, 'package.json');
      return (
        fs.existsSync(manifest) &&
        BROWSER_ROLES.has(
          JSON.parse(fs.readFileSync(manifest, 'utf8')).backstage?.role,
        )
      );
    });
  const schemas = listFiles(rootDir, {
    folders: ['packages', 'plugins'],
    include: name => name === 'config.d.ts',
  });
  const sources = listFiles(rootDir, {
    folders,
    include: name => !/\.test\.tsx?$/.test(name) && !name.endsWith('.md'),
  });
  const hash = hashFiles(rootDir, [
    'yarn.lock',
    'app-config.yaml',
    ...schemas,
    ...sources,
  ]);
  const built = stamp('app-build', hash);
  if (
    built.isCurrent() &&
    fs.existsSync(path.join(rootDir, 'packages/app/dist/index.html'))
  ) {
    return;
  }
  await runLogged(
    'Building the app',
    node,
    [...yarn, 'workspace', 'app', 'build'],
    { cwd: rootDir, env },
  );
  built.write();
}
