import { once } from 'node:events';
import http, { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { Duplex } from 'node:stream';

/** Names the replica that a browser wants, as sticky sessions do. */
export const REPLICA_COOKIE = 'replica';

export interface LoadBalancerOptions {
  address: string;
  port: number;
  tls: { cert: string; key: string };
  /** Ports at the same address, by the replica's name. */
  replicas: Record<string, number>;
}

/**
 * The one address of all replicas: it ends TLS and sends each request, and
 * each WebSocket, to the replica that its cookie names, or to one after
 * another. What is gone is left out.
 */
export class LoadBalancer {
  static async start(options: LoadBalancerOptions): Promise<LoadBalancer> {
    const balancer = new LoadBalancer(options);
    const { server } = balancer;
    server.listen(options.port, options.address);
    await once(server, 'listening');
    return balancer;
  }

  readonly url: string;
  private readonly server: https.Server;
  private turn = 0;

  private constructor(private readonly options: LoadBalancerOptions) {
    this.url = `https://${options.address}:${options.port}`;
    this.server = https.createServer(options.tls, (request, response) =>
      this.forward(request, response),
    );
    this.server.on('upgrade', (request, socket, head) =>
      this.forwardUpgrade(request, socket, head),
    );
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async forward(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const port = await this.choose(request);
    const { method, url, headers } = request;
    const forwarded = http.request(
      {
        port,
        host: this.options.address,
        method,
        path: url,
        headers: extend(request),
      },
      answer => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
      },
    );
    forwarded.on('error', () => {
      if (!response.headersSent) {
        response.writeHead(502);
      }
      response.end();
    });
    response.on('close', () => forwarded.destroy());
    if (headers['content-length'] || headers['transfer-encoding']) {
      request.pipe(forwarded);
    } else {
      forwarded.end();
    }
  }

  private async forwardUpgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): Promise<void> {
    const port = await this.choose(request);
    const upstream = net.connect(port, this.options.address, () => {
      const lines = Object.entries(extend(request)).map(
        ([name, value]) => `${name}: ${value}`,
      );
      upstream.write(
        `GET ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`,
      );
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
    socket.on('close', () => upstream.destroy());
  }

  private async choose(request: IncomingMessage): Promise<number> {
    const { replicas } = this.options;
    const [, wanted] =
      new RegExp(`\\b${REPLICA_COOKIE}=(\\w+)`).exec(
        request.headers.cookie ?? '',
      ) ?? [];
    const others = Object.values(replicas);
    this.turn += 1;
    const inTurn = others.map(
      (_port, index) => others[(this.turn + index) % others.length],
    );
    for (const port of [replicas[wanted], ...inTurn]) {
      if (
        port !== undefined &&
        (await isListening(port, this.options.address))
      ) {
        return port;
      }
    }
    return others[0];
  }
}

function extend(request: IncomingMessage): http.OutgoingHttpHeaders {
  return {
    ...request.headers,
    'x-forwarded-for': request.socket.remoteAddress,
    'x-forwarded-proto': 'https',
  };
}

function isListening(port: number, address: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = net.connect(port, address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
