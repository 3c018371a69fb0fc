import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabConfig, labConfigSchema } from './LabConfig';

/** Reads `lab.json` of a data folder that `npm start` has made. */
export function readLabConfig(dataDir: string): LabConfig {
  return labConfigSchema.parse(
    JSON.parse(readFileSync(join(dataDir, 'lab.json'), 'utf8')),
  );
}
