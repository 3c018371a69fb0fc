import fs from 'node:fs';
import path from 'node:path';
import { rootDir, toolsDir } from './paths.mjs';
import { runLogged } from './run.mjs';
import { hashFiles, listFiles, stamp } from './stamp.mjs';

/**
 * Where the stock app is built: inside the checkout, so that it finds what is
 * installed there, and no workspace, so that nothing else ever builds it.
 */
export const stockDir = path.join(toolsDir, 'stock');
export const STOCK_APP = 'stock-app';

const APP = `import { createApp } from '@backstage/frontend-defaults';
import { signInModule } from './modules/signIn';

export default createApp({ features: [signInModule] });
`;

/**
 * Builds the app that Backstage's own template makes, with the stock plugins
 * that our app has and nothing of ours but the sign-in.
 */
export async function buildStockApp({ node, env }) {
  const ours = path.join(rootDir, 'packages/app');
  const manifest = createManifest(readJson(path.join(ours, 'package.json')));
  // The way in is taken from our app as it is: every portal has one.
  const shared = [
    'src/index.tsx',
    ...listFiles(ours, {
      folders: ['public', 'src/modules/documentTitle', 'src/modules/signIn'],
      include: name => !/\.test\.tsx?$/.test(name),
    }),
  ];
  const hash = hashFiles(ours, ['../../yarn.lock', 'package.json', ...shared]);
  const built = stamp('stock-app-build', hash);
  const target = path.join(stockDir, STOCK_APP);
  if (
    built.isCurrent() &&
    fs.existsSync(path.join(target, 'dist/index.html'))
  ) {
    return;
  }
  fs.rmSync(stockDir, { recursive: true, force: true });
  for (const file of shared) {
    fs.cpSync(path.join(ours, file), path.join(target, file));
  }
  fs.writeFileSync(path.join(target, 'src/App.tsx'), APP);
  writeJson(path.join(target, 'package.json'), manifest);
  writeJson(path.join(stockDir, 'package.json'), {
    name: 'stock',
    private: true,
    workspaces: [STOCK_APP],
    devDependencies: { '@backstage/cli-defaults': '*' },
  });
  // JSON is YAML too.
  writeJson(path.join(stockDir, 'app-config.yaml'), {
    app: { title: 'Stock', baseUrl: 'http://localhost:7007', packages: 'all' },
    backend: { baseUrl: 'http://localhost:7007' },
  });
  await runLogged(
    'Building a stock app',
    node,
    [path.join(rootDir, 'node_modules/.bin/backstage-cli'), 'package', 'build'],
    { cwd: target, env },
  );
  built.write();
}

/** Our app's own manifest without everything that is not Backstage's. */
function createManifest({ dependencies, browserslist }) {
  const isStock = name =>
    /^@backstage\/|^@material-ui\/|^react(-|$)/.test(name);
  return {
    name: STOCK_APP,
    version: '0.0.0',
    private: true,
    bundled: true,
    backstage: { role: 'frontend' },
    dependencies: Object.fromEntries(
      Object.entries(dependencies).filter(([name]) => isStock(name)),
    ),
    files: ['dist'],
    browserslist,
  };
}

function readJson(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

function writeJson(file, content) {
  fs.writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}
