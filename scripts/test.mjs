import fs from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { buildApp } from './lib/buildApp.mjs';
import { findChromium } from './lib/chromium.mjs';
import { runJestTests } from './lib/jestTests.mjs';
import { rootDir } from './lib/paths.mjs';
import { startPostgres, testDatabaseEnv } from './lib/postgres.mjs';
import { exitCodeOf } from './lib/run.mjs';
import {
  checkCounts,
  readPlaywrightReport,
  sumCounts,
} from './lib/testReports.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import { runMain } from './lib/UserError.mjs';

const reportDir = path.join(rootDir, 'test-reports');

await runMain(async () => {
  fs.rmSync(reportDir, { recursive: true, force: true });
  fs.mkdirSync(reportDir, { recursive: true });

  const toolchain = await prepareToolchain();
  const chromium = await findChromium();
  const results = [];

  results.push(await check('Type check', toolchain, ['tsc']));
  results.push(await check('Lint', toolchain, ['lint', '--max-warnings', '0']));
  results.push(await check('Format check', toolchain, ['format:check']));
  // Without it, as in `yarn test:unit`, the tests of databases use SQLite only.
  const postgres = await startPostgres(toolchain);
  results.push(
    await runJestTests(toolchain, {
      title: 'Unit and integration tests',
      report: path.join(reportDir, 'jest.json'),
      env: testDatabaseEnv(postgres),
    }),
  );
  await postgres.stop();
  await buildApp(toolchain);
  results.push(await runBrowserTests(toolchain, chromium));

  const { passed, failed } = sumCounts(results);
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(`\n${passed} passed, ${failed} failed`);
});

/** A check without tests of its own: it adds to the count only when it fails. */
async function check(title, toolchain, args) {
  const code = await runYarn(title, toolchain, args);
  return { passed: 0, failed: code === 0 ? 0 : 1 };
}

async function runBrowserTests(toolchain, chromium) {
  const report = path.join(reportDir, 'playwright.json');
  const code = await runYarn('Browser tests', toolchain, ['test:e2e'], {
    CHROMIUM_PATH: chromium,
    PORTAL_NODE: toolchain.node,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  return checkCounts('Browser tests', code, readPlaywrightReport(report));
}

async function runYarn(title, { node, yarn, env }, args, extraEnv) {
  console.log(`\n── ${title} ──`);
  const startedAt = Date.now();
  const code = await exitCodeOf(
    spawn(node, [...yarn, ...args], {
      cwd: rootDir,
      env: { ...env, ...extraEnv },
      stdio: ['ignore', 'inherit', 'inherit'],
    }),
  );
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`${code === 0 ? '✔' : '✖'} ${title} (${seconds} s)`);
  return code;
}
