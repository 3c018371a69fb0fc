import { createMockDirectory } from '@backstage/backend-test-utils';
import { once } from 'events';
import { writeFileSync } from 'fs';
import { connect, createServer, Server, Socket } from 'net';
import { text } from 'stream/consumers';
import { freePorts } from '../controlPlane/ports';
import { Forwarder, startForwarder } from './startForwarder';

describe('startForwarder', () => {
  const directory = createMockDirectory();
  const running: Array<Forwarder | Server> = [];
  let outside: number;
  let inside: number;

  /** From one port by a Unix socket to another, as into a namespace. */
  async function bridge(): Promise<void> {
    const path = directory.resolve('socket');
    running.push(
      await startForwarder({ from: { path }, to: { port: inside } }),
      await startForwarder({ from: { port: outside }, to: { path } }),
    );
  }

  async function serve(answer: (socket: Socket) => void): Promise<void> {
    const server = createServer({ allowHalfOpen: true }, answer);
    server.listen(inside, '127.0.0.1');
    await once(server, 'listening');
    running.push(server);
  }

  const call = (allowHalfOpen = true) =>
    connect({ port: outside, host: '127.0.0.1', allowHalfOpen });

  beforeEach(async () => {
    directory.clear();
    [outside, inside] = await freePorts(2);
  });

  afterEach(async () => {
    for (const each of running.splice(0)) {
      await each.close();
    }
  });

  it('passes both directions on, and the end of each by itself', async () => {
    await serve(async socket => {
      const question = await text(socket);
      socket.end(question.toUpperCase());
    });
    await bridge();

    const question = 'a'.repeat(1_000_000);
    const socket = call();
    socket.end(question);

    expect(await text(socket)).toBe(question.toUpperCase());
  });

  it('listens on loopback only', async () => {
    await bridge();
    const other = connect({ port: outside, host: '127.0.0.2' });
    const [error] = await once(other, 'error');
    expect(error.code).toBe('ECONNREFUSED');
  });

  it('ends a connection where nothing answers, and takes the next', async () => {
    await bridge();
    expect(await text(call(false))).toBe('');

    await serve(socket => socket.end('now'));
    expect(await text(call())).toBe('now');
  });

  it('tells the target when the caller is gone', async () => {
    const left = new Promise<void>(resolve => {
      serve(socket => {
        socket.on('error', () => {});
        socket.once('close', () => resolve());
        socket.once('end', () => socket.end());
        socket.write('x');
        socket.resume();
      });
    });
    await bridge();
    const socket = call();
    await once(socket, 'data');
    socket.destroy();
    await expect(left).resolves.toBeUndefined();
  });

  it('takes over the socket of a run that was killed, and ends its connections', async () => {
    writeFileSync(directory.resolve('socket'), '');
    await serve(socket => socket.write('x'));
    await bridge();
    const socket = call(false);
    await once(socket, 'data');

    await Promise.all(running.splice(1).map(forwarder => forwarder.close()));
    socket.resume();
    expect(await once(socket, 'close')).toEqual([false]);
    running.splice(0).forEach(server => server.close());
  });
});
