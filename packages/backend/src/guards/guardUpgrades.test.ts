import { once } from 'node:events';
import { createServer, request, Server } from 'node:http';
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
    server = createServer();
    guardUpgrades(server, { baseUrls: [`https://${HOST}`] });
    // A plugin, which listens later and decides in its own time.
    server.on('upgrade', async (_request, socket) => {
      await Promise.resolve();
      if (socket.writable) {
        accepted += 1;
        socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n');
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

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

  it('lets the own page of a person through', async () => {
    expect(await upgrade(OWN)).toBe(101);
    expect(accepted).toBe(1);
  });

  it.each([
    ['a foreign page', { ...OWN, Origin: 'https://attacker.example' }, 403],
    ['an opaque origin', { ...OWN, Origin: 'null' }, 403],
    ['a rebound name', { ...OWN, Host: 'attacker.example' }, 403],
    ['nobody who is signed in', { Host: HOST, Origin: OWN.Origin }, 401],
  ])('refuses %s', async (_what, headers, status) => {
    expect(await upgrade(headers)).toBe(status);
    expect(accepted).toBe(0);
  });
});
