import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** The folder of the checkout. */
export const rootDir = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** What was installed beside the packages: Node, stamps of finished work. */
export const toolsDir = path.join(rootDir, '.tools');
