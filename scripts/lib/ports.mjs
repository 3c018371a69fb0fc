import net from 'node:net';

const FIRST_PORT = 20_000;
const PORT_COUNT = 10_000;

/** True when nothing listens there. */
export function isFree(port) {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

/**
 * A port that nothing uses, below those that Linux gives to outgoing
 * connections, because it is kept for later starts too.
 */
export async function findFreePort() {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORT_COUNT);
    if (await isFree(port)) {
      return port;
    }
  }
}

/** `preferred` where it is free, else any free port. */
export async function choosePort(preferred) {
  return (await isFree(preferred)) ? preferred : findFreePort();
}
