import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { printReport } from './lib/benchReport.mjs';
import { buildApp } from './lib/buildApp.mjs';
import { buildStockApp, stockDir } from './lib/buildStockApp.mjs';
import { findChromium } from './lib/chromium.mjs';
import { rootDir } from './lib/paths.mjs';
import { findFreePort } from './lib/ports.mjs';
import { exitCodeOf } from './lib/run.mjs';
import { NODE_ARGS } from './lib/startLab.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import { runMain, UserError } from './lib/UserError.mjs';

const DELIVERY = 'plugins/shop-rollouts-backend/bench/delivery.bench.ts';

/** Each answers the command that measures. */
const BENCHES = {
  delivery: async () => [...NODE_ARGS, DELIVERY, String(await findFreePort())],
  screen: async toolchain => {
    await buildApp(toolchain);
    return browserBench(toolchain, 'screen');
  },
  start: async toolchain => {
    await buildApp(toolchain);
    await buildStockApp(toolchain);
    return browserBench(toolchain, 'start');
  },
};

// `yarn bench <name>`: measures, prints, and keeps the numbers as JSON.
await runMain(async () => {
  const [name] = process.argv.slice(2);
  if (!Object.hasOwn(BENCHES, name ?? '')) {
    throw new UserError(
      `Usage: yarn bench <${Object.keys(BENCHES).join('|')}>`,
    );
  }
  const toolchain = await prepareToolchain();
  const args = await BENCHES[name](toolchain);
  const folder = path.join(rootDir, 'test-results', `bench-${name}`);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const results = path.join(folder, 'results.json');
  const code = await exitCodeOf(
    spawn(toolchain.node, args, {
      cwd: rootDir,
      env: {
        ...toolchain.env,
        BENCH_FOLDER: folder,
        BENCH_RESULTS: results,
        CHROMIUM_PATH: name === 'delivery' ? '' : await findChromium(),
        PORTAL_NODE: toolchain.node,
        PORTAL_TEST_DATA: path.join(folder, 'portal'),
        STOCK_APP_DIR: stockDir,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    }),
  );
  if (code !== 0) {
    throw new UserError(`The bench failed; its logs are in ${folder}.`);
  }
  printReport(JSON.parse(fs.readFileSync(results, 'utf8')));
});

function browserBench({ yarn }, name) {
  const config = 'playwright.bench.config.ts';
  return [...yarn, 'playwright', 'test', '--config', config, name];
}
