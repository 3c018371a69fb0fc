import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { toolsDir } from './paths.mjs';

const SKIPPED_FOLDERS = new Set([
  'node_modules',
  'dist',
  'dist-types',
  'bench',
  'e2e-tests',
  'production-tests',
  'coverage',
]);

/** Paths, relative to `base`, of all files below `folders`, sorted. */
export function listFiles(base, { folders, include }) {
  const found = [];
  const walk = folder => {
    const entries = fs.readdirSync(path.join(base, folder), {
      withFileTypes: true,
    });
    for (const entry of entries) {
      const child = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED_FOLDERS.has(entry.name)) {
          walk(child);
        }
      } else if (include(entry.name)) {
        found.push(child);
      }
    }
  };
  folders.forEach(walk);
  return found.sort();
}

/** One hash over names and contents. */
export function hashFiles(base, files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(file).update('\0');
    hash.update(fs.readFileSync(path.join(base, file))).update('\0');
  }
  return hash.digest('hex');
}

/** Remembers that a piece of work was done for this very input. */
export function stamp(name, hash) {
  const file = path.join(toolsDir, `${name}.stamp`);
  return {
    isCurrent: () =>
      fs.existsSync(file) && fs.readFileSync(file, 'utf8') === hash,
    write: () => {
      fs.mkdirSync(toolsDir, { recursive: true });
      fs.writeFileSync(file, hash);
    },
  };
}
