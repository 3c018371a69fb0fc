import fs from 'node:fs';
import path from 'node:path';
import { runClusterStory } from './clusterStory.mjs';
import { reportContract } from './contractReport.mjs';
import { runJestTests } from './jestTests.mjs';
import { rootDir } from './paths.mjs';
import { runProductionTests } from './productionTests.mjs';
import { NODE_ARGS } from './startLab.mjs';
import { Supervisor } from './Supervisor.mjs';
import { sumCounts } from './testReports.mjs';
import { prepareToolchain } from './toolchain.mjs';
import { runMain } from './UserError.mjs';
import { untilMessage } from './readiness.mjs';

// The part of `npm run test:cluster` that runs in the namespace.
await runMain(async () => {
  const setupFile = process.argv[2];
  const setup = JSON.parse(fs.readFileSync(setupFile, 'utf8'));
  // A run of some tests leaves the reports of the last whole one alone.
  const reportDir = setup.only
    ? path.dirname(setupFile)
    : path.join(rootDir, 'test-reports/cluster');
  fs.mkdirSync(reportDir, { recursive: true });
  const report = path.join(reportDir, 'jest.json');
  fs.rmSync(report, { force: true });
  const toolchain = await prepareToolchain();
  const supervisor = new Supervisor();
  const connection = setup.modules
    ? await startControlPlanes(supervisor, toolchain, setupFile)
    : writeNoConnection(setupFile);
  const results = [];
  if (!setup.modules || !connection) {
    // What needs a control plane counts as one failure.
    results.push({ passed: 0, failed: 1 });
  }
  if (connection) {
    results.push(
      await runJestTests(toolchain, {
        title: 'Contract tests on the real parts',
        report,
        paths: [setup.only ?? '/contract/'],
        env: {
          CONTRACT_SIDE: connection,
          CONTRACT_PROGRAMS: JSON.stringify(setup.programs),
        },
      }),
    );
  }
  await supervisor.stop(0);
  if (!setup.only) {
    results.push({ passed: 0, failed: (await reportContract()) ? 0 : 1 });
    results.push(await runClusterStory(toolchain, setup.story));
    results.push(await runProductionTests(toolchain, setup.production));
  }

  const { passed, failed } = sumCounts(results);
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(`\n${passed} passed, ${failed} failed`);
});

/** Resolves with the file that tells where they are; undefined on failure. */
async function startControlPlanes(supervisor, toolchain, setupFile) {
  const runDir = path.dirname(setupFile);
  const dataDir = path.join(runDir, 'data');
  const logFile = path.join(runDir, 'start.log');
  console.log('◌ Starting Kubernetes, Argo Rollouts and Argo CD …');
  const startedAt = Date.now();
  const planes = supervisor.start('The control plane', {
    command: toolchain.node,
    args: [
      ...NODE_ARGS,
      'cluster/src/main.ts',
      '--setup',
      setupFile,
      '--data-dir',
      dataDir,
    ],
    cwd: rootDir,
    env: toolchain.env,
    output: fs.openSync(logFile, 'w'),
  });
  if (!(await untilMessage(planes, 'ready'))) {
    console.error(fs.readFileSync(logFile, 'utf8'));
    return undefined;
  }
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(
    `✔ Starting Kubernetes, Argo Rollouts and Argo CD (${seconds} s)`,
  );
  return path.join(dataDir, 'connection.json');
}

/** Without a control plane there is no cluster to be asked. */
function writeNoConnection(setupFile) {
  const file = path.join(path.dirname(setupFile), 'connection.json');
  fs.writeFileSync(file, JSON.stringify({ clusters: [] }));
  return file;
}
