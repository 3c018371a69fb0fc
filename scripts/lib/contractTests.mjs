import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { rootDir } from './paths.mjs';
import { exitCodeOf } from './run.mjs';
import { readJestReport } from './testReports.mjs';

/**
 * Runs the contract tests on the real parts, whose controllers go their own
 * pace beside the tests. So on CI a file in which something failed is run once
 * more, as a browser test is; what passes only then is called flaky.
 *
 * @returns how many tests passed and failed; the report has the last results
 */
export async function runContractTests(
  toolchain,
  { connection, reportDir, programs, only },
) {
  const report = path.join(reportDir, 'jest.json');
  const run = paths =>
    runJest(toolchain, report, paths, {
      CONTRACT_SIDE: connection,
      CONTRACT_PROGRAMS: JSON.stringify(programs),
    });
  console.log('◌ Contract tests on the real parts …');
  let code = await run([only ?? '/contract/']);
  const failing = filesWithFailures(report);
  if (process.env.CI && failing.length > 0) {
    const first = read(report);
    console.log(`◌ Once more: ${failing.map(nameOf).join(', ')} …`);
    code = await run(failing.map(nameOf));
    fs.writeFileSync(report, JSON.stringify(merge(first, read(report))));
    const stillFailing = new Set(filesWithFailures(report));
    for (const file of failing.filter(each => !stillFailing.has(each))) {
      console.log(`  flaky: ${nameOf(file)}`);
    }
  }
  const counts = readJestReport(report);
  if (counts.passed + counts.failed === 0) {
    console.error('✖ Contract tests: no test ran.');
    return { passed: 0, failed: 1 };
  }
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function runJest(toolchain, report, paths, env) {
  fs.rmSync(report, { force: true });
  return exitCodeOf(
    spawn(
      toolchain.node,
      [
        ...toolchain.yarn,
        'test:unit',
        '--ci',
        '--watchAll=false',
        '--maxWorkers=2',
        '--json',
        `--outputFile=${report}`,
        ...paths,
      ],
      {
        cwd: rootDir,
        env: { ...toolchain.env, BACKSTAGE_TEST_DISABLE_DOCKER: '1', ...env },
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
