import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { rootDir } from './paths.mjs';
import { exitCodeOf } from './run.mjs';
import { checkCounts, readJestReport } from './testReports.mjs';

/**
 * Runs tests with Jest, counted by its own report. On CI, where everything
 * shares two cores, a file in which something failed is run once more, as a
 * browser test is; what passes only then is called flaky.
 *
 * @param options - `paths` to run, all by default; `env` beside the toolchain's
 * @returns how many tests passed and failed; the report has the last results
 */
export async function runJestTests(
  toolchain,
  { title, report, paths = [], env = {} },
) {
  console.log(`\n── ${title} ──`);
  const startedAt = Date.now();
  const run = files => runJest(toolchain, report, files, env);
  let code = await run(paths);
  const failing = filesWithFailures(report);
  if (process.env.CI && failing.length > 0) {
    const first = read(report);
    console.log(`\n◌ Once more: ${failing.map(nameOf).join(', ')} …`);
    code = await run(failing.map(nameOf));
    fs.writeFileSync(report, JSON.stringify(merge(first, read(report))));
    const stillFailing = new Set(filesWithFailures(report));
    for (const file of failing.filter(each => !stillFailing.has(each))) {
      console.log(`  flaky: ${nameOf(file)}`);
    }
  }
  const counts = checkCounts(title, code, readJestReport(report));
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`${counts.failed === 0 ? '✔' : '✖'} ${title} (${seconds} s)`);
  return counts;
}

function runJest({ node, yarn, env }, report, paths, extraEnv) {
  fs.rmSync(report, { force: true });
  return exitCodeOf(
    spawn(
      node,
      [
        ...yarn,
        'test:unit',
        '--ci',
        // Outside of CI the command would watch, and run only what changed.
        '--watchAll=false',
        '--maxWorkers=2',
        '--json',
        `--outputFile=${report}`,
        ...paths,
      ],
      {
        cwd: rootDir,
        env: {
          ...env,
          // Databases in containers need an engine that is not there everywhere.
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
          ...extraEnv,
        },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    ),
  );
}

/** The first report with the results of the files that were run again. */
function merge(first, second) {
  if (second.testResults.length === 0) {
    return first;
  }
  const again = new Set(second.testResults.map(({ name }) => name));
  const kept = first.testResults.filter(({ name }) => !again.has(name));
  const passed = kept
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed');
  return {
    ...second,
    numPassedTests: passed.length + second.numPassedTests,
    testResults: [...kept, ...second.testResults],
  };
}

function filesWithFailures(report) {
  return read(report)
    .testResults.filter(({ status }) => status === 'failed')
    .map(({ name }) => name);
}

function read(report) {
  return fs.existsSync(report)
    ? JSON.parse(fs.readFileSync(report, 'utf8'))
    : { testResults: [] };
}

function nameOf(file) {
  return path.relative(rootDir, file);
}
