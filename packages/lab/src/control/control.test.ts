import { once } from 'node:events';
import { createServer } from 'node:net';
import { LocalServer } from '../http/serveLocally';
import { LabControlClient } from './LabControlClient';
import { startControlServer } from './startControlServer';

const TOKEN = 'the-token-of-the-control-server';

describe('the control server', () => {
  const controls = {
    pushTag: jest.fn(async () => {}),
    loseNextPatch: jest.fn(),
    fail: jest.fn(),
    heal: jest.fn((cluster: string) => {
      throw new Error(`There is no cluster "${cluster}".`);
    }),
    failUpstream: jest.fn(),
    healUpstream: jest.fn(),
    scale: jest.fn(),
    requests: jest.fn(() => ({ 'github GET /': 2 })),
    resetRequests: jest.fn(),
  };
  let port: number;
  let server: LocalServer;

  const connect = (token: string) => {
    const config = { control: { port, token } };
    return LabControlClient.create(config);
  };

  beforeAll(async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const address = free.address();
    port = typeof address === 'object' && address ? address.port : 0;
    free.close();
    await once(free, 'close');
    server = await startControlServer({ port, token: TOKEN, controls });
  });

  afterAll(() => server.close());

  it('passes on what the client asks for, and answers', async () => {
    const client = connect(TOKEN);
    const tag = {
      service: 'web',
      environment: 'prod',
      tag: 'v2',
      publish: false,
    };
    await client.pushTag(tag);
    expect(controls.pushTag).toHaveBeenCalledWith(tag);
    await client.fail('shop-prod', { kind: 'slow', millis: 50 });
    expect(controls.fail).toHaveBeenCalledWith('shop-prod', {
      kind: 'slow',
      millis: 50,
    });
    expect(await client.requests()).toEqual({ 'github GET /': 2 });
  });

  it('says why it refuses', async () => {
    const client = connect(TOKEN);
    const tag = { service: 'web', environment: 'prod', publish: false };
    await expect(client.pushTag({ ...tag, tag: 'a b' })).rejects.toThrow(/tag/);
    expect(controls.pushTag).toHaveBeenCalledTimes(1);
    await expect(client.heal('moon')).rejects.toThrow(
      'There is no cluster "moon".',
    );
    await expect(connect('another-token').requests()).rejects.toThrow(
      'The token is not valid.',
    );
  });
});
