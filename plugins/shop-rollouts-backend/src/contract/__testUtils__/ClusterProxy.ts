import { once } from 'events';
import { mkdtemp, rm } from 'fs/promises';
import { IncomingMessage, ServerResponse } from 'http';
import { Agent, createServer, request, Server } from 'https';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { ContractCluster } from '@shop-portal/cluster';
import { CertificateAuthority } from '@shop-portal/lab';

/** Older than anything that a server remembers. */
const FORGOTTEN_VERSION = '1';

const BUSY = {
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message: 'Too many requests, please try again later.',
  reason: 'TooManyRequests',
  details: { retryAfterSeconds: 1 },
  code: 429,
};

interface OpenWatch {
  path: string;
  response: ServerResponse;
  /** Ends it inside of the next event. */
  cutsNextEvent: boolean;
}

/**
 * Stands between a portal and the API of a cluster, and disturbs what passes.
 * All answers but "too busy" are the cluster's own.
 */
export class ClusterProxy {
  static async start(cluster: ContractCluster): Promise<ClusterProxy> {
    const dataDir = await mkdtemp(join(tmpdir(), 'cluster-proxy-'));
    const authority = await CertificateAuthority.open(dataDir);
    const tls = await authority.issueServerCredentials();
    await rm(dataDir, { recursive: true });
    const server = createServer({ cert: tls.cert, key: tls.key });
    const proxy = new ClusterProxy(
      cluster,
      server,
      Buffer.from(authority.certificate).toString('base64'),
    );
    server.on('request', (incoming, response) =>
      proxy.receive(incoming, response),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  /** Patches that were answered with 429. */
  busyAnswers = 0;
  private busyUntil = 0;
  private answersToLose = 0;
  /** Patches that reached the cluster. */
  patches = 0;
  private readonly agent: Agent;
  private readonly watches = new Set<OpenWatch>();
  /** Paths whose next watch asks for a forgotten version. */
  private readonly expiring = new Set<string>();

  private constructor(
    private readonly cluster: ContractCluster,
    private readonly server: Server,
    readonly caData: string,
  ) {
    const ca = Buffer.from(cluster.caData, 'base64').toString();
    this.agent = new Agent({ ca, keepAlive: true });
  }

  get name(): string {
    return this.cluster.name;
  }

  get tokens() {
    return this.cluster.tokens;
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `https://localhost:${port}`;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    this.agent.destroy();
    await once(this.server, 'close');
  }

  /** From now on it answers every patch with 429, for a while. */
  beBusy(millis: number): void {
    this.busyUntil = Date.now() + millis;
  }

  /** Breaks the connection of so many patches once the cluster answered. */
  loseAnswers(count: number): void {
    this.answersToLose = count;
  }

  /** Kinds that are watched through it now. */
  watchedPaths(): string[] {
    return [...this.watches].map(({ path }) => path);
  }

  /**
   * Breaks a watch: at once, inside of its next event, or so that the next one
   * of the kind starts too far back.
   *
   * @returns false when that one is not open, or about to break
   */
  disturb(path: string, way: 'cut' | 'cut-in-an-event' | 'expire'): boolean {
    const found = this.find(path);
    if (!found) {
      return false;
    }
    if (way === 'cut-in-an-event') {
      found.cutsNextEvent = true;
      return true;
    }
    if (way === 'expire') {
      this.expiring.add(path);
    }
    this.watches.delete(found);
    found.response.destroy();
    return true;
  }

  private find(path: string): OpenWatch | undefined {
    return [...this.watches].find(
      watching => watching.path === path && !watching.cutsNextEvent,
    );
  }

  private receive(incoming: IncomingMessage, response: ServerResponse): void {
    const isPatch = incoming.method === 'PATCH';
    if (isPatch && Date.now() < this.busyUntil) {
      this.busyAnswers += 1;
      incoming.resume();
      response.writeHead(429, {
        'Content-Type': 'application/json',
        'Retry-After': '1',
      });
      response.end(JSON.stringify(BUSY));
      return;
    }
    const losesAnswer = isPatch && this.answersToLose > 0;
    this.answersToLose -= losesAnswer ? 1 : 0;
    this.patches += isPatch ? 1 : 0;
    this.forward(incoming, response, losesAnswer);
  }

  private forward(
    incoming: IncomingMessage,
    response: ServerResponse,
    losesAnswer: boolean,
  ): void {
    const url = new URL(incoming.url ?? '/', this.cluster.url);
    const isWatch = url.searchParams.get('watch') === 'true';
    if (isWatch && this.expiring.delete(url.pathname)) {
      url.searchParams.set('resourceVersion', FORGOTTEN_VERSION);
    }
    const outgoing = request(url, {
      method: incoming.method,
      headers: { ...incoming.headers, host: url.host },
      agent: this.agent,
    });
    outgoing.on('response', answer => {
      if (losesAnswer) {
        answer.resume();
        response.destroy();
        return;
      }
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      response.flushHeaders();
      if (isWatch && answer.statusCode === 200) {
        this.passWatch(url.pathname, answer, response);
      } else {
        answer.pipe(response);
      }
    });
    outgoing.on('error', () => response.destroy());
    response.on('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  }

  private passWatch(
    path: string,
    answer: IncomingMessage,
    response: ServerResponse,
  ): void {
    const watching = { path, response, cutsNextEvent: false };
    this.watches.add(watching);
    response.on('close', () => this.watches.delete(watching));
    answer.on('data', (chunk: Buffer) => {
      if (watching.cutsNextEvent) {
        const half = chunk.subarray(0, Math.floor(chunk.length / 2));
        response.write(half, () => response.destroy());
      } else {
        response.write(chunk);
      }
    });
    answer.on('end', () => response.end());
    answer.on('error', () => response.destroy());
  }
}
