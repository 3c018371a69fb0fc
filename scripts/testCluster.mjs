import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildCluster } from './lib/buildCluster.mjs';
import { prepareClusterStory } from './lib/clusterStory.mjs';
import { debianProgram } from './lib/debianPrograms.mjs';
import { canEnterNamespace, runInNamespace } from './lib/networkNamespace.mjs';
import { rootDir, toolsDir } from './lib/paths.mjs';
import { prepareProductionTests } from './lib/productionTests.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import { runMain, UserError } from './lib/UserError.mjs';

const DEBIAN_PROGRAMS = [
  'redis-server',
  'prometheus',
  'promtool',
  'prometheus-alertmanager',
  'prometheus-blackbox-exporter',
];

// Brings what needs the network, then runs the tests where there is none.
await runMain(async () => {
  const { values } = parseArgs({
    options: {
      /** Only the contract tests whose path matches. */
      only: { type: 'string' },
    },
  });
  if (!canEnterNamespace()) {
    throw new UserError(
      'This machine allows no network namespace: parts of the real control plane would listen on all addresses, so they are not started here.',
    );
  }
  const toolchain = await prepareToolchain();
  const modules = await buildCluster();
  const programs = {};
  for (const name of DEBIAN_PROGRAMS) {
    programs[name] = await debianProgram(name);
  }
  const setup = { modules, programs, ...values };
  if (!values.only) {
    setup.story = await prepareClusterStory(toolchain);
    setup.production = await prepareProductionTests(toolchain);
  }

  // Of its own, so that two runs do not end each other.
  fs.mkdirSync(toolsDir, { recursive: true });
  const runDir = fs.mkdtempSync(path.join(toolsDir, 'cluster-'));
  const setupFile = path.join(runDir, 'setup.json');
  fs.writeFileSync(setupFile, JSON.stringify(setup));
  process.exitCode = await runInNamespace(
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
