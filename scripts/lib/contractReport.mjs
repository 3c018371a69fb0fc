import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { rootDir } from './paths.mjs';

const ITEMS_FILE = path.join(rootDir, 'cluster/contract-items.yaml');
/** Jest's own `--json` reports: of `npm test`, and of the real parts. */
const REPORT_FILES = {
  lab: path.join(rootDir, 'test-reports/jest.json'),
  real: path.join(rootDir, 'test-reports/cluster/jest.json'),
};
/** `[a1]` in the title of a test below a folder `contract/`. */
const ID = /\[([a-z]+\d+)\]/g;

/**
 * Prints which side proved which item of `cluster/contract-items.yaml`.
 *
 * @returns whether each is proved, or excused by a reason
 */
export async function reportContract(reportFiles = REPORT_FILES) {
  // Not there before the dependencies are installed.
  const { parse } = await import('yaml');
  const items = parse(fs.readFileSync(ITEMS_FILE, 'utf8'));
  const sides = Object.entries(reportFiles)
    .filter(([, file]) => fs.existsSync(file))
    .map(([name, file]) => ({ name, results: readResults(file) }));
  const { lines, problems } = compareContract(items, sides);
  console.log(`\n${lines.join('\n')}`);
  for (const problem of problems) {
    console.error(`✖ ${problem}`);
  }
  return problems.length === 0;
}

/**
 * @param items - what there is to prove: id, what, and perhaps notApplicable
 * @param sides - by name, the statuses of the tests that carry each id
 */
export function compareContract(items, sides) {
  const judged = items.map(item => judge(item, sides));
  const known = new Set(items.map(({ id }) => id));
  const unknown = new Set(
    sides.flatMap(({ results }) =>
      [...results.keys()].filter(id => !known.has(id)),
    ),
  );
  const width = Math.max(...items.map(({ id }) => id.length));
  const count = state => judged.filter(item => item.state === state).length;
  return {
    lines: [
      'The contract with the real parts, by the sides that prove it:',
      ...judged.map(
        ({ id, by, text }) => `  ${id.padEnd(width)}  ${by.padEnd(9)}  ${text}`,
      ),
      `${count('proved')} proved, ${count('excused')} not applicable, ${count(
        'open',
      )} open`,
    ],
    problems: [
      ...judged
        .filter(({ state }) => state === 'open')
        .map(({ id, what }) => `${id} is not proved: ${what}`),
      ...[...unknown].map(
        id => `A test carries [${id}], which is not in contract-items.yaml`,
      ),
    ],
  };
}

function judge({ id, what, notApplicable }, sides) {
  const statuses = sides.map(({ name, results }) => ({
    name,
    of: results.get(id) ?? [],
  }));
  const proving = statuses.filter(
    ({ of }) => of.includes('passed') && !of.includes('failed'),
  );
  const isFailed = statuses.some(({ of }) => of.includes('failed'));
  if (notApplicable) {
    const text = `${what} (not applicable: ${notApplicable})`;
    return { id, what, state: 'excused', by: '–', text };
  }
  // The lab alone proves nothing: it is the real parts that are asked.
  const isProved = proving.some(({ name }) => name === 'real') && !isFailed;
  const state = isProved ? 'proved' : 'open';
  const by = proving.map(({ name }) => name).join(', ') || '✖';
  return { id, what, state, by, text: what };
}

/** The statuses of all tests that carry an id. */
function readResults(file) {
  const report = JSON.parse(fs.readFileSync(file, 'utf8'));
  const tests = report.testResults
    .filter(({ name }) => name.includes('/contract/'))
    .flatMap(({ assertionResults }) => assertionResults);
  const results = new Map();
  for (const { fullName, status } of tests) {
    for (const [, id] of fullName.matchAll(ID)) {
      results.set(id, [...(results.get(id) ?? []), status]);
    }
  }
  return results;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = (await reportContract()) ? 0 : 1;
}
