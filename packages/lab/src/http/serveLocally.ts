import express, { ErrorRequestHandler, RequestHandler } from 'express';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { localOnly } from './localOnly';

/** A server that listens. */
export interface LocalServer {
  close(): Promise<void>;
}

/** Serves the handlers, in their order, to this machine only. */
export async function serveLocally(
  port: number,
  handlers: Array<RequestHandler | ErrorRequestHandler>,
): Promise<LocalServer> {
  const app = express();
  app.disable('x-powered-by');
  app.use(localOnly({ port }), ...handlers);
  const server = createServer(app);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
