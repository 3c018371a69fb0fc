import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findChromium } from './chromium.mjs';
import { debianProgram } from './debianPrograms.mjs';
import { rootDir } from './paths.mjs';
import { openPortalData } from './portalData.mjs';
import { findFreePort } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { unpackProductionBundle } from './productionBundle.mjs';
import { exitCodeOf } from './run.mjs';
import { startLab } from './startLab.mjs';
import { Supervisor } from './Supervisor.mjs';
import { readPlaywrightReport } from './testReports.mjs';

/** What a person's browser reaches: the portal, and who signs people in. */
const ADDRESSES = { portal: '10.77.0.1', identity: '10.77.0.2' };

/** Brings what needs the network or much time. */
export async function prepareProductionTests(toolchain) {
  return {
    redis: await debianProgram('redis-server'),
    chromium: await findChromium(),
    bundle: await unpackProductionBundle(toolchain),
  };
}

/**
 * Tests the production bundle on a real Postgres and a real Redis, in the
 * network namespace that this process is in: it gets addresses of its own.
 *
 * @returns how many tests passed and failed
 */
export async function runProductionTests(toolchain, prepared) {
  console.log('◌ Tests of the production bundle …');
  for (const address of Object.values(ADDRESSES)) {
    execFileSync('ip', ['address', 'add', `${address}/32`, 'dev', 'lo']);
  }
  const report = path.join(rootDir, 'test-reports/production.json');
  fs.rmSync(report, { force: true });
  const startedAt = Date.now();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shop-portal-'));
  const logDir = path.join(rootDir, 'test-results/production-logs');
  fs.rmSync(logDir, { recursive: true, force: true });
  fs.mkdirSync(logDir, { recursive: true });
  const supervisor = new Supervisor();
  const postgres = await startPostgres(toolchain);
  try {
    const redis = await startRedis(supervisor, prepared.redis, {
      dataDir,
      logDir,
    });
    const labDir = await startUpstreams(supervisor, toolchain, {
      dataDir,
      logDir,
    });
    const setup = path.join(dataDir, 'setup.json');
    const { stop, ...database } = postgres;
    fs.writeFileSync(
      setup,
      JSON.stringify({
        bundle: prepared.bundle,
        node: toolchain.node,
        addresses: ADDRESSES,
        dataDir,
        logDir,
        labDir,
        postgres: database,
        redis,
      }),
      { mode: 0o600 },
    );
    await exitCodeOf(
      spawn(
        toolchain.node,
        [
          path.join(rootDir, 'node_modules/@playwright/test/cli.js'),
          'test',
          '--config',
          'playwright.production.config.ts',
        ],
        {
          cwd: rootDir,
          env: {
            ...toolchain.env,
            CHROMIUM_PATH: prepared.chromium,
            PRODUCTION_SETUP: setup,
            PLAYWRIGHT_JSON_OUTPUT_NAME: report,
          },
          stdio: ['ignore', 'inherit', 'inherit'],
        },
      ),
    );
  } finally {
    await supervisor.stop(0);
    await postgres.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
  const counts = readPlaywrightReport(report);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  const none = counts.passed + counts.failed === 0;
  const mark = none || counts.failed > 0 ? '✖' : '✔';
  console.log(`${mark} Tests of the production bundle (${seconds} s)`);
  return none ? { passed: 0, failed: 1 } : counts;
}

/** @returns its address */
async function startRedis(supervisor, { file, env }, { dataDir, logDir }) {
  const port = await findFreePort();
  supervisor.start('Redis', {
    command: file,
    args: [
      ...['--port', String(port), '--bind', '127.0.0.1'],
      ...['--save', '', '--dir', dataDir],
    ],
    env: { ...process.env, ...env },
    output: fs.openSync(path.join(logDir, 'redis.log'), 'w'),
  });
  return `redis://127.0.0.1:${port}`;
}

/** The clusters, Argo CD, GitHub and monitoring: the lab's. */
async function startUpstreams(supervisor, toolchain, { dataDir, logDir }) {
  const labDir = path.join(dataDir, 'lab');
  const logFile = path.join(logDir, 'lab.log');
  await openPortalData({ dataDir: labDir, port: 7007, fresh: true });
  const isReady = await startLab(supervisor, toolchain, {
    dataDir: labDir,
    output: fs.openSync(logFile, 'w'),
  });
  if (!isReady) {
    throw new Error(fs.readFileSync(logFile, 'utf8'));
  }
  return labDir;
}
