import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { sendPush } from './sendPush';

describe('sendPush', () => {
  const received: Array<{ event: unknown; type: unknown; body: unknown }> = [];
  let status = 200;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const { 'x-github-event': event, 'content-type': type } = request.headers;
      received.push({ event, type, body: await json(request) });
      response.writeHead(status).end('what is wrong');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => server.close());

  beforeEach(() => {
    received.length = 0;
    status = 200;
  });

  const send = () =>
    sendPush({
      webhooks: [`${url}/one`, `${url}/other`],
      cloneUrl: 'http://localhost:7110/shop/deploy.git',
      branch: 'main',
    });

  it('tells every webhook what GitHub tells', async () => {
    await send();
    const push = {
      event: 'push',
      type: 'application/json',
      body: {
        ref: 'refs/heads/main',
        repository: {
          html_url: 'http://localhost:7110/shop/deploy',
          clone_url: 'http://localhost:7110/shop/deploy.git',
          default_branch: 'main',
        },
        commits: [],
      },
    };
    expect(received).toEqual([push, push]);
  });

  it('says which one did not take it, and why', async () => {
    status = 400;
    await expect(send()).rejects.toThrow(`${url}/one: 400 what is wrong`);
  });
});
