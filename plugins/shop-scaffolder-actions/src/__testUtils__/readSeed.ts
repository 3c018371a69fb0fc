import { readdirSync, readFileSync } from 'fs';
import { dirname, join, relative } from 'path';

const SEEDS = join(
  dirname(require.resolve('@shop-portal/lab/package.json')),
  'seeds',
);

/** The files of a repository of the lab, by their path. */
export function readSeed(
  repository: 'deploy' | 'infra',
): Record<string, string> {
  const root = join(SEEDS, repository);
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .map(path => [relative(root, path), readFileSync(path, 'utf8')]),
  );
}
