import { once } from 'node:events';
import { createServer, IncomingMessage, request, Server } from 'node:http';
import { Duplex } from 'node:stream';
import { guardUpgrades } from './guardUpgrades';

const HOST = 'portal.shop.example';
const OWN = {
  Host: HOST,
  Origin: `https://${HOST}`,
  'Sec-WebSocket-Protocol': 'token',
};

describe('guardUpgrades', () => {
  let server: Server;
  let accepted: number;

  beforeEach(async () => {
    accepted = 0;
    let listens = false;
    server = createServer(() => {
      // A plugin, which listens once it is asked for, and answers nothing then.
      if (!listens) {
        listens = true;
        server.on('upgrade', decide);
      }
    });
    guardUpgrades(server, { baseUrls: [`https://${HOST}`] });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  /** The plugin decides in its own time. */
  async function decide(_request: IncomingMessage, socket: Duplex) {
    await Promise.resolve();
    if (socket.writable) {
      accepted += 1;
      socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n');
    }
  }

  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  async function upgrade(
    headers: Record<string, string>,
  ): Promise<number | undefined> {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return await new Promise((resolve, reject) => {
      request({
        host: '127.0.0.1',
        port,
        path: '/api/signals',
        headers: { Connection: 'Upgrade', Upgrade: 'websocket', ...headers },
      })
        .once('upgrade', ({ statusCode }, socket) => {
          socket.destroy();
          resolve(statusCode);
        })
        .once('response', ({ statusCode }) => resolve(statusCode))
        .once('error', reject)
        .end();
    });
  }

  it('lets the own page of a person through, at the second attempt', async () => {
    expect(await upgrade(OWN)).toBe(503);
    expect(accepted).toBe(0);

    expect(await upgrade(OWN)).toBe(101);
    expect(accepted).toBe(1);
  });

  it.each([
    ['a foreign page', { ...OWN, Origin: 'https://attacker.example' }, 403],
    ['an opaque origin', { ...OWN, Origin: 'null' }, 403],
    ['a rebound name', { ...OWN, Host: 'attacker.example' }, 403],
    ['nobody who is signed in', { Host: HOST, Origin: OWN.Origin }, 401],
  ])('refuses %s', async (_what, headers, status) => {
    await upgrade(OWN);
    expect(await upgrade(headers)).toBe(status);
    expect(accepted).toBe(0);
  });
});
