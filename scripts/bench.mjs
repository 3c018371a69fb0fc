import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { buildApp } from './lib/buildApp.mjs';
import { findChromium } from './lib/chromium.mjs';
import { rootDir } from './lib/paths.mjs';
import { exitCodeOf } from './lib/run.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import { runMain, UserError } from './lib/UserError.mjs';

const benchDir = 'packages/app/bench';
const SUFFIX = '.bench.ts';

// `yarn bench <name>`: measures the product as `npm start` starts it.
await runMain(async () => {
  const [name] = process.argv.slice(2);
  const names = fs
    .readdirSync(path.join(rootDir, benchDir))
    .filter(file => file.endsWith(SUFFIX))
    .map(file => file.slice(0, -SUFFIX.length));
  if (!names.includes(name)) {
    throw new UserError(`Usage: yarn bench <${names.join('|')}>`);
  }
  const toolchain = await prepareToolchain();
  const chromium = await findChromium();
  await buildApp(toolchain);
  process.exitCode = await exitCodeOf(
    spawn(
      toolchain.node,
      [
        ...toolchain.yarn,
        'playwright',
        'test',
        '--config',
        'playwright.bench.config.ts',
        name,
      ],
      {
        cwd: rootDir,
        env: {
          ...toolchain.env,
          CHROMIUM_PATH: chromium,
          PORTAL_NODE: toolchain.node,
          PORTAL_TEST_DATA: 'test-results/bench-portal',
        },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    ),
  );
});
