import {
  IncomingMessage,
  Server,
  ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { Duplex } from 'node:stream';
import { createForeignHeaderFinder } from './findForeignHeader';

/**
 * Guards WebSockets as `requestOriginGuard` guards requests, and refuses them
 * to who brings no token.
 *
 * @remarks
 * As soon as a plugin listens for upgrades, Node hands them to it and no
 * longer to the router, so that no middleware sees them. The request that makes
 * it listen would stay without an answer, and a browser opens no other
 * WebSocket to the same host before it has one: so it is told to try again.
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
  const early = new Set<ServerResponse>();
  const noteEarly = (request: IncomingMessage, response: ServerResponse) => {
    if (request.headers.upgrade !== undefined) {
      early.add(response);
      response.once('close', () => early.delete(response));
    }
  };
  const guardFirst = (event: string | symbol) => {
    if (event === 'upgrade') {
      // Not before: without any listener Node answers upgrades as requests.
      server.off('newListener', guardFirst);
      server.off('request', noteEarly);
      server.prependListener('upgrade', guard);
      early.forEach(tellToTryAgain);
    }
  };
  server.on('newListener', guardFirst);
  server.prependListener('request', noteEarly);
}

function tellToTryAgain(response: ServerResponse): void {
  if (!response.headersSent) {
    response.writeHead(503, { 'Retry-After': '1', Connection: 'close' }).end();
  }
}

/** Whoever listens after this finds a socket that cannot be written to. */
function refuse(socket: Duplex, status: number): void {
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  );
}
