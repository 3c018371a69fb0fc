import { execFileSync, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { rootDir } from './paths.mjs';
import { findFreePort } from './ports.mjs';
import { untilMessage } from './readiness.mjs';
import { UserError } from './UserError.mjs';

/** Postgres refuses to run as root; in here root is called otherwise. */
const UNSHARE = ['--user', '--map-user=1000', '--map-group=1000'];

/**
 * Starts a Postgres of its own on 127.0.0.1, with fresh data that goes when it
 * stops. Its binary is one of the packages of the lock file.
 *
 * @returns how to reach it, and `stop`
 */
export async function startPostgres({ node, env }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shop-portal-pg-'));
  const logFile = path.join(folder, 'postgres.log');
  const log = fs.openSync(logFile, 'w');
  const connection = {
    host: '127.0.0.1',
    port: await findFreePort(),
    user: 'postgres',
    password: randomBytes(24).toString('hex'),
  };
  const isRoot = process.getuid() === 0;
  const isRenamed = isRoot && canRename();
  const server = fork(path.join(rootDir, 'scripts/lib/postgresServer.mjs'), {
    execPath: isRenamed ? 'unshare' : node,
    execArgv: isRenamed ? [...UNSHARE, node] : [],
    cwd: rootDir,
    // A file with the password is there while the data is made.
    env: { ...env, TMPDIR: folder },
    stdio: ['ignore', log, log, 'ipc'],
  });
  fs.closeSync(log);
  server.send({ folder, ...connection, asRoot: isRoot && !isRenamed });
  if (!(await untilMessage(server, 'ready'))) {
    console.error(fs.readFileSync(logFile, 'utf8'));
    fs.rmSync(folder, { recursive: true, force: true });
    throw new UserError('Postgres did not start.');
  }
  return {
    ...connection,
    async stop() {
      const ended = once(server, 'exit');
      server.disconnect();
      await ended;
    },
  };
}

/** What tells `TestDatabases` of Backstage to use this Postgres. */
export function testDatabaseEnv({ host, port, user, password }) {
  return {
    BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: `postgresql://${user}:${password}@${host}:${port}`,
  };
}

function canRename() {
  try {
    execFileSync('unshare', [...UNSHARE, 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
