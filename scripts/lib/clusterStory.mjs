import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { buildApp } from './buildApp.mjs';
import { findChromium } from './chromium.mjs';
import { rootDir } from './paths.mjs';
import { exitCodeOf } from './run.mjs';
import { readPlaywrightReport } from './testReports.mjs';

const REPORT = path.join(rootDir, 'test-reports/cluster/story.json');

/** Brings what needs the network or much time. */
export async function prepareClusterStory(toolchain) {
  await buildApp(toolchain);
  return { chromium: await findChromium() };
}

/**
 * Runs the first browser story on a product with the real control plane. The
 * product makes a network namespace of its own for that, also within one.
 *
 * @returns how many tests passed and failed
 */
export async function runClusterStory(toolchain, { chromium }) {
  console.log('◌ The browser story on the real control plane …');
  const startedAt = Date.now();
  fs.rmSync(REPORT, { force: true });
  await exitCodeOf(
    spawn(
      toolchain.node,
      [
        path.join(rootDir, 'node_modules/@playwright/test/cli.js'),
        'test',
        ...['--config', 'playwright.cluster.config.ts'],
      ],
      {
        cwd: rootDir,
        env: {
          ...toolchain.env,
          CHROMIUM_PATH: chromium,
          PORTAL_NODE: toolchain.node,
          PLAYWRIGHT_JSON_OUTPUT_NAME: REPORT,
        },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    ),
  );
  const counts = readPlaywrightReport(REPORT);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  const none = counts.passed + counts.failed === 0;
  const mark = none || counts.failed > 0 ? '✖' : '✔';
  console.log(
    `${mark} The browser story on the real control plane (${seconds} s)`,
  );
  return none ? { passed: 0, failed: 1 } : counts;
}
