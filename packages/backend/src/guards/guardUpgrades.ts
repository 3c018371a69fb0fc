import { IncomingMessage, Server, STATUS_CODES } from 'node:http';
import { Duplex } from 'node:stream';
import { createForeignHeaderFinder } from './findForeignHeader';

/**
 * Guards WebSockets as `requestOriginGuard` guards requests, and refuses them
 * to who brings no token.
 *
 * @remarks
 * As soon as a plugin listens for upgrades, Node hands them to it and no
 * longer to the router, so that no middleware sees them.
 */
export function guardUpgrades(
  server: Server,
  options: { baseUrls: string[] },
): void {
  const findForeignHeader = createForeignHeaderFinder(options.baseUrls);
  const guard = (request: IncomingMessage, socket: Duplex) => {
    if (findForeignHeader(request.headers) !== undefined) {
      refuse(socket, 403);
    } else if (request.headers['sec-websocket-protocol'] === undefined) {
      refuse(socket, 401);
    }
  };
  const guardFirst = (event: string | symbol) => {
    if (event === 'upgrade') {
      // Not before: without any listener Node answers upgrades as requests.
      server.off('newListener', guardFirst);
      server.prependListener('upgrade', guard);
    }
  };
  server.on('newListener', guardFirst);
}

/** Whoever listens after this finds a socket that cannot be written to. */
function refuse(socket: Duplex, status: number): void {
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  );
}
