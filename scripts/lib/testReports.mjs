import fs from 'node:fs';

/** Counts of Jest's own `--json` report; a suite that could not run fails. */
export function readJestReport(file) {
  const report = readReport(file);
  return report
    ? {
        passed: report.numPassedTests,
        failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
      }
    : { passed: 0, failed: 0 };
}

/** Counts of Playwright's own JSON report; flaky counts as passed. */
export function readPlaywrightReport(file) {
  const report = readReport(file);
  return report
    ? {
        passed: report.stats.expected + report.stats.flaky,
        failed: report.stats.unexpected + report.errors.length,
      }
    : { passed: 0, failed: 0 };
}

/** An empty report fails, and so does a runner that failed by itself. */
export function checkCounts(title, code, counts) {
  if (counts.passed + counts.failed === 0) {
    console.error(`✖ ${title}: no test ran.`);
    return { passed: 0, failed: 1 };
  }
  if (code !== 0 && counts.failed === 0) {
    console.error(`✖ ${title}: the runner itself failed (exit code ${code}).`);
    return { ...counts, failed: 1 };
  }
  return counts;
}

export function sumCounts(counts) {
  return counts.reduce(
    (sum, { passed, failed }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
    }),
    { passed: 0, failed: 0 },
  );
}

function readReport(file) {
  return fs.existsSync(file)
    ? JSON.parse(fs.readFileSync(file, 'utf8'))
    : undefined;
}
