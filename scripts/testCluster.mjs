import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildCluster } from './lib/buildCluster.mjs';
import { debianProgram } from './lib/debianPrograms.mjs';
import { canEnterNamespace, runInNamespace } from './lib/networkNamespace.mjs';
import { rootDir, toolsDir } from './lib/paths.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import { runMain } from './lib/UserError.mjs';

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
  const toolchain = await prepareToolchain();
  const modules = await buildCluster();
  const programs = {};
  for (const name of DEBIAN_PROGRAMS) {
    programs[name] = await debianProgram(name);
  }
  // Of its own, so that two runs do not end each other.
  fs.mkdirSync(toolsDir, { recursive: true });
  const dataDir = fs.mkdtempSync(path.join(toolsDir, 'cluster-'));
  const setup = path.join(dataDir, 'setup.json');
  fs.writeFileSync(setup, JSON.stringify({ modules, programs, ...values }));

  const runner = path.join(rootDir, 'scripts/lib/runClusterTests.mjs');
  const command = [toolchain.node, [runner, setup], { env: toolchain.env }];
  if (canEnterNamespace()) {
    process.exitCode = await runInNamespace(...command);
    if (process.exitCode === 0) {
      fs.rmSync(dataDir, { recursive: true, force: true });
    } else {
      console.error(`The logs are in ${path.relative(rootDir, dataDir)}.`);
    }
  } else {
    console.error(
      '✖ This machine allows no network namespace: parts of the real control plane would listen on all addresses, so they are not started here.',
    );
    process.exitCode = 1;
  }
});
