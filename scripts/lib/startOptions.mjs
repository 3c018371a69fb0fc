import path from 'node:path';
import { parseArgs } from 'node:util';
import { rootDir } from './paths.mjs';
import { UserError } from './UserError.mjs';

const CLUSTERS = ['lab', 'real'];

export const USAGE = `Usage: npm start -- [options]

  --cluster <kind>   what stands for Kubernetes, Argo Rollouts and Argo CD:
                     lab (default) or real, which is built with Go
  --fresh            start over: forget all data of earlier starts
  --port <number>    where the portal listens (default 7007)
  --data-dir <path>  where data is kept (default .portal)
  --help             show this text`;

export const DEV_USAGE = `Usage: npm run dev -- [options]

  --cluster <kind>     lab (default) or real, as for npm start
  --fresh              start over: forget all data of earlier starts
  --port <number>      where the backend listens (default 7007)
  --app-port <number>  where the app is served (default 3000)
  --data-dir <path>    where data is kept (default .portal)
  --help               show this text`;

/** Reads the options of `npm start`. */
export function parseStartOptions(args) {
  return parseOptions(args, USAGE);
}

/** Reads the options of `npm run dev`. */
export function parseDevOptions(args) {
  return parseOptions(args, DEV_USAGE, {
    'app-port': { type: 'string', default: '3000' },
  });
}

function parseOptions(args, usage, extra = {}) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        cluster: { type: 'string' },
        fresh: { type: 'boolean', default: false },
        port: { type: 'string', default: '7007' },
        'data-dir': { type: 'string', default: '.portal' },
        help: { type: 'boolean', default: false },
        ...extra,
      },
    }));
  } catch (error) {
    throw new UserError(`${error.message}\n\n${usage}`);
  }
  const appPort = values['app-port'];
  return {
    cluster: toCluster(values.cluster),
    fresh: values.fresh,
    port: toPort(values.port),
    ...(appPort && { appPort: toPort(appPort) }),
    dataDir: path.resolve(rootDir, values['data-dir']),
    help: values.help,
  };
}

/** Undefined where the data decides. */
function toCluster(kind) {
  if (kind !== undefined && !CLUSTERS.includes(kind)) {
    throw new UserError(
      `"${kind}" is no kind of cluster: use --cluster lab or --cluster real.`,
    );
  }
  return kind;
}

function toPort(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new UserError(
      `"${text}" is not a port: use a number from 1 to 65535.`,
    );
  }
  return port;
}
