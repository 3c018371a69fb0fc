import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildCluster } from './lib/buildCluster.mjs';
import { debianProgram } from './lib/debianPrograms.mjs';
import { canEnterNamespace, runInNamespace } from './lib/networkNamespace.mjs';
import { rootDir } from './lib/paths.mjs';
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
  const dataDir = path.join(rootDir, '.tools/cluster');
  fs.mkdirSync(dataDir, { recursive: true });
  const setup = path.join(dataDir, 'setup.json');
  fs.writeFileSync(setup, JSON.stringify({ modules, programs, ...values }));

  const runner = path.join(rootDir, 'scripts/lib/runClusterTests.mjs');
  const command = [toolchain.node, [runner, setup], { env: toolchain.env }];
  if (canEnterNamespace()) {
    process.exitCode = await runInNamespace(...command);
  } else {
    console.error(
      '✖ This machine allows no network namespace: parts of the real control plane would listen on all addresses, so they are not started here.',
    );
    process.exitCode = 1;
  }
});
