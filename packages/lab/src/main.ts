import { parseArgs } from 'node:util';
import path from 'node:path';
import { readLabConfig } from './config/readLabConfig';
import { startLab } from './startLab';

/** The lab's process: started and stopped by the portal's supervisor. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'data-dir': { type: 'string', default: '.portal' },
      'seeds-dir': { type: 'string', default: 'packages/lab/seeds' },
    },
  });
  const dataDir = path.resolve(values['data-dir']);
  const lab = await startLab({
    config: readLabConfig(dataDir),
    dataDir,
    seedsDir: path.resolve(values['seeds-dir']),
    onError: error => process.stderr.write(`${describe(error)}\n`),
  });
  process.once('SIGTERM', () => {
    lab.close().then(
      () => process.exit(0),
      error => {
        process.stderr.write(`${describe(error)}\n`);
        process.exit(1);
      },
    );
  });
  process.send?.('ready');
}

function describe(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : String(error);
}

main().catch(error => {
  process.stderr.write(`${describe(error)}\n`);
  process.exit(1);
});
