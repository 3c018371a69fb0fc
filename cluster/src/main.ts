import { readFileSync, rmSync, writeFileSync, mkdirSync } from 'fs';
import path from 'path';
import { parseArgs } from 'util';
import { z } from 'zod';
import { modulesSchema } from './controlPlane/ClusterPrograms';
import { startControlPlanes } from './controlPlane/startControlPlanes';
import { fail } from './fail';

/** What has to be there before anything starts. */
const setupSchema = z.object({
  modules: modulesSchema,
  programs: z.object({
    'redis-server': z.object({
      file: z.string(),
      env: z.record(z.string(), z.string()),
    }),
  }),
});

/** The control planes' process: started and stopped by a script. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      /** JSON with the built modules and the programs of Debian. */
      setup: { type: 'string', default: '' },
      /** Where everything is kept; emptied first. */
      'data-dir': { type: 'string', default: '' },
    },
  });
  const dataDir = path.resolve(values['data-dir']);
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const { modules, programs } = setupSchema.parse(
    JSON.parse(readFileSync(values.setup, 'utf8')),
  );
  const planes = await startControlPlanes({
    modules,
    redis: programs['redis-server'],
    dataDir,
    onDeath: fail,
  });
  process.once('SIGTERM', () => {
    planes.stop().then(() => process.exit(0), fail);
  });
  const file = path.join(dataDir, 'connection.json');
  writeFileSync(file, JSON.stringify(planes.connection), { mode: 0o600 });
  process.send?.('ready');
}

main().catch(fail);
