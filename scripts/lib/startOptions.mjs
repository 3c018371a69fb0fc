import path from 'node:path';
import { parseArgs } from 'node:util';
import { rootDir } from './paths.mjs';
import { UserError } from './UserError.mjs';

export const USAGE = `Usage: npm start -- [options]

  --fresh            start over: forget all data of earlier starts
  --port <number>    where the portal listens (default 7007)
  --data-dir <path>  where data is kept (default .portal)
  --help             show this text`;

/** Reads the options of \`npm start\`. */
export function parseStartOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        fresh: { type: 'boolean', default: false },
        port: { type: 'string', default: '7007' },
        'data-dir': { type: 'string', default: '.portal' },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new UserError(`${error.message}\n\n${USAGE}`);
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new UserError(
      `"${values.port}" is not a port: use a number from 1 to 65535.`,
    );
  }
  return {
    fresh: values.fresh,
    port,
    dataDir: path.resolve(rootDir, values['data-dir']),
    help: values.help,
  };
}
