import { once } from 'node:events';
import net from 'node:net';

/** A port that nothing uses at this moment. */
export async function findFreePort(): Promise<number> {
  const server = net.createServer().listen({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) {
    throw new Error('No port was given.');
  }
  return address.port;
}
