import os from 'node:os';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** The folder of the checkout. */
export const rootDir = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** What was installed beside the packages: Node, stamps of finished work. */
export const toolsDir = path.join(rootDir, '.tools');

/** What is expensive to make and does not belong to one checkout. */
export const cacheDir = path.join(
  process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
  'shop-portal',
);
