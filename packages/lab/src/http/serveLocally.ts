import express, { ErrorRequestHandler, RequestHandler } from 'express';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { localOnly } from './localOnly';

/** A server that listens. */
export interface LocalServer {
  port: number;
  close(): Promise<void>;
}

/**
 * Serves the handlers, in their order, to this machine only.
 *
 * @param wantedPort - 0 for any that is free
 */
export async function serveLocally(
  wantedPort: number,
  handlers: Array<RequestHandler | ErrorRequestHandler>,
  /** Another address of this machine. */
  address?: string,
): Promise<LocalServer> {
  const server = createServer();
  server.listen(wantedPort, address ?? '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const app = express();
  app.disable('x-powered-by');
  app.use(localOnly({ port, address }), ...handlers);
  server.on('request', app);
  return {
    port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
