import { once } from 'events';
import { rmSync } from 'fs';
import { connect, createServer, Socket } from 'net';

/** A port of this machine's loopback, or the path of a Unix socket. */
export type Endpoint = { port: number } | { path: string };

export interface Forwarder {
  /** Ends it with all its connections. */
  close(): Promise<void>;
}

/**
 * Takes connections at one endpoint and passes them on to another.
 *
 * @remarks
 * A Unix socket is reached by its path from every network namespace, so two of
 * these carry a port into a namespace or out of it.
 */
export async function startForwarder(options: {
  from: Endpoint;
  to: Endpoint;
}): Promise<Forwarder> {
  const { from, to } = options;
  const open = new Set<Socket>();
  // Each side may be done with sending before the other is.
  const server = createServer({ allowHalfOpen: true }, client => {
    const target = connect({ ...addressOf(to), allowHalfOpen: true });
    for (const [socket, other] of [
      [client, target],
      [target, client],
    ]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.pipe(other);
      // Nobody is told: the one side learns that the other is gone.
      socket.on('error', () => other.destroy());
      socket.once('close', hadError => {
        open.delete(socket);
        if (hadError) {
          other.destroy();
        } else {
          other.end();
        }
      });
    }
  });
  if ('path' in from) {
    // What an earlier run that was killed has left behind.
    rmSync(from.path, { force: true });
  }
  server.listen(addressOf(from));
  await once(server, 'listening');
  return {
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      open.forEach(socket => socket.destroy());
      await closed;
    },
  };
}

function addressOf(endpoint: Endpoint) {
  return 'port' in endpoint
    ? { ...endpoint, host: '127.0.0.1' }
    : { path: endpoint.path };
}
