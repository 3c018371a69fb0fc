import { once } from 'node:events';
import net from 'node:net';

/** Below the ports that Linux gives to outgoing connections. */
const FIRST_PORT = 20_000;
const LAST_PORT = 30_000;

/**
 * A port that nothing uses, and that no connection of another process takes
 * while the portal that got it is started again.
 */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port =
      FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT));
    if (await isFree(port)) {
      return port;
    }
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = net.createServer();
  try {
    await once(server.listen({ port, host: '127.0.0.1' }), 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
