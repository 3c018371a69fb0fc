import fs from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { buildApp } from './lib/buildApp.mjs';
import { findChromium } from './lib/chromium.mjs';
import { rootDir } from './lib/paths.mjs';
import { startPostgres, testDatabaseEnv } from './lib/postgres.mjs';
import { exitCodeOf } from './lib/run.mjs';
import {
  readJestReport,
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
    await runner('Unit and integration tests', toolchain, {
      args: [
        'test:unit',
        '--ci',
        // Outside of CI the command would watch, and run only what changed.
        '--watchAll=false',
        '--maxWorkers=2',
        '--json',
        `--outputFile=${path.join(reportDir, 'jest.json')}`,
      ],
      // Databases in containers need an engine that is not there everywhere.
      env: {
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        ...testDatabaseEnv(postgres),
      },
      read: () => readJestReport(path.join(reportDir, 'jest.json')),
    }),
  );
  await postgres.stop();
  await buildApp(toolchain);
  results.push(
    await runner('Browser tests', toolchain, {
      args: ['test:e2e'],
      env: {
        CHROMIUM_PATH: chromium,
        PORTAL_NODE: toolchain.node,
        PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(reportDir, 'playwright.json'),
      },
      read: () => readPlaywrightReport(path.join(reportDir, 'playwright.json')),
    }),
  );

  const { passed, failed } = sumCounts(results);
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(`\n${passed} passed, ${failed} failed`);
});

/** A check without tests of its own: it adds to the count only when it fails. */
async function check(title, toolchain, args) {
  const code = await runYarn(title, toolchain, args);
  return { passed: 0, failed: code === 0 ? 0 : 1 };
}

/** A test runner, counted by its own report; an empty or missing one fails. */
async function runner(title, toolchain, { args, env, read }) {
  const code = await runYarn(title, toolchain, args, env);
  const counts = read();
  if (counts.passed + counts.failed === 0) {
    console.error(`✖ ${title}: no test ran.`);
    return { passed: 0, failed: 1 };
  }
  if (code !== 0 && counts.failed === 0) {
    console.error(`✖ ${title}: the runner itself failed (exit code ${code}).`);
    return { ...counts, failed: 1 };
  }
  return counts;
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
