import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { rootDir, toolsDir } from './lib/paths.mjs';
import { exitCodeOf } from './lib/run.mjs';
import { sumCounts } from './lib/testReports.mjs';

const SUMMARY = /^(\d+) passed, (\d+) failed$/;

// Both test commands and one sum. The real control plane is built beside the
// first, at the lowest priority, because that takes long on a new machine.
const building = startBuild();
const results = [await run('test.mjs')];
await building;
results.push(await run('testCluster.mjs'));

const { passed, failed } = sumCounts(results);
process.exitCode = failed > 0 ? 1 : 0;
console.log(`\n${passed} passed, ${failed} failed`);

/** What it says is said again by the command that needs the programs. */
function startBuild() {
  fs.mkdirSync(toolsDir, { recursive: true });
  const log = fs.openSync(path.join(toolsDir, 'build-cluster.log'), 'w');
  return exitCodeOf(
    spawn(process.execPath, [path.join(rootDir, 'scripts/buildCluster.mjs')], {
      stdio: ['ignore', log, log],
    }),
  );
}

/** Runs a command, shows what it prints, and reads its last line. */
async function run(script) {
  const child = spawn(
    process.execPath,
    [path.join(rootDir, 'scripts', script)],
    { cwd: rootDir, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let counts = { passed: 0, failed: 0 };
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(line);
    const summary = SUMMARY.exec(line);
    if (summary) {
      counts = { passed: Number(summary[1]), failed: Number(summary[2]) };
    }
  }
  const code = child.exitCode ?? (await exitCodeOf(child));
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
