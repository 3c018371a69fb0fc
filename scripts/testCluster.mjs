import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildCluster } from './lib/buildCluster.mjs';
import { prepareClusterStory } from './lib/clusterStory.mjs';
import { debianProgram } from './lib/debianPrograms.mjs';
import { canEnterNamespace, runInNamespace } from './lib/networkNamespace.mjs';
import { rootDir, toolsDir } from './lib/paths.mjs';
import { prepareProductionTests } from './lib/productionTests.mjs';
import { exitCodeOf } from './lib/run.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import { runMain } from './lib/UserError.mjs';

const DEBIAN_PROGRAMS = [
  'redis-server',
  'prometheus',
  'promtool',
  'prometheus-alertmanager',
  'prometheus-blackbox-exporter',
];

/** Contract tests of what listens on nothing but loopback. */
const LOOPBACK_ONLY = 'plugins/shop-monitoring-backend/src/contract';

// Brings what needs the network, then runs the tests where there is none.
await runMain(async () => {
  const { values } = parseArgs({
    options: {
      /** Only the contract tests whose path matches. */
      only: { type: 'string' },
    },
  });
  const hasNamespace = canEnterNamespace();
  const toolchain = await prepareToolchain();
  const programs = {};
  for (const name of DEBIAN_PROGRAMS) {
    programs[name] = await debianProgram(name);
  }
  const setup = { programs, ...values };
  if (hasNamespace) {
    setup.modules = await buildCluster();
  } else {
    console.error(
      '✖ This machine allows no network namespace, and parts of the real control plane listen on all addresses: only Prometheus and Alertmanager are tested here, on loopback.',
    );
    setup.only = LOOPBACK_ONLY;
  }
  if (!setup.only) {
    setup.story = await prepareClusterStory(toolchain);
    setup.production = await prepareProductionTests(toolchain);
  }

  // Of its own, so that two runs do not end each other.
  fs.mkdirSync(toolsDir, { recursive: true });
  const runDir = fs.mkdtempSync(path.join(toolsDir, 'cluster-'));
  const setupFile = path.join(runDir, 'setup.json');
  fs.writeFileSync(setupFile, JSON.stringify(setup));
  const run = hasNamespace ? runInNamespace : runHere;
  process.exitCode = await run(
    toolchain.node,
    [path.join(rootDir, 'scripts/lib/runClusterTests.mjs'), setupFile],
    { env: toolchain.env },
  );
  if (process.exitCode === 0) {
    fs.rmSync(runDir, { recursive: true, force: true });
  } else {
    console.error(`The logs are in ${path.relative(rootDir, runDir)}.`);
  }
});

function runHere(command, args, options) {
  return exitCodeOf(
    spawn(command, args, {
      ...options,
      stdio: ['ignore', 'inherit', 'inherit'],
    }),
  );
}
