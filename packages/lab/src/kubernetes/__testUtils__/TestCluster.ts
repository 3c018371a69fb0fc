import { execFile, spawn } from 'child_process';
import { join } from 'path';
import { promisify } from 'util';
import { resolveKubectl } from '@shop-portal/kubectl';
import { Agent, fetch, Response } from 'undici';
import { RequestCounter } from '../../http/requestCounter';
import { Tier, TierTokens } from '../access';
import { CertificateAuthority } from '../CertificateAuthority';
import { Faults } from '../Faults';
import {
  KubernetesApiServer,
  KubernetesApiServerOptions,
} from '../KubernetesApiServer';
import { MemoryResourceStore } from '../MemoryResourceStore';
import { writeKubeconfig } from '../writeKubeconfig';

const execute = promisify(execFile);

const TOKENS: TierTokens = {
  reader: 'reader-token-of-the-test',
  promoter: 'promoter-token-of-the-test',
  changer: 'changer-token-of-the-test',
  admin: 'admin-token-of-the-test',
};

export interface TestRequest {
  as?: Tier | 'nobody';
  body?: unknown;
  contentType?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export interface TestAnswer {
  status: number;
  // Bodies are compared with what a real server sends, field by field.
  body: unknown;
}

/** A cluster with its API server, as a client sees it. */
export class TestCluster {
  readonly faults: Faults;
  readonly counter: RequestCounter;

  private constructor(
    readonly store: MemoryResourceStore,
    readonly server: KubernetesApiServer,
    private readonly folder: string,
    private readonly agent: Agent,
    parts: { faults: Faults; counter: RequestCounter },
  ) {
    this.faults = parts.faults;
    this.counter = parts.counter;
  }

  static async start(
    folder: string,
    options: Partial<KubernetesApiServerOptions> = {},
  ): Promise<TestCluster> {
    const store = MemoryResourceStore.create({
      cluster: 'shop-dev',
      namespaces: ['ecommerce'],
    });
    const authority = await CertificateAuthority.open(folder);
    const parts = { faults: new Faults(), counter: new RequestCounter() };
    const server = await KubernetesApiServer.start({
      store,
      port: 0,
      tls: await authority.issueServerCredentials(),
      tokens: TOKENS,
      ...parts,
      ...options,
    });
    await writeKubeconfig({
      path: join(folder, 'kubeconfig'),
      clusters: [
        {
          name: 'shop-dev',
          url: server.url,
          certificate: authority.certificate,
          tokens: TOKENS,
        },
      ],
    });
    const agent = new Agent({ connect: { ca: authority.certificate } });
    return new TestCluster(store, server, folder, agent, parts);
  }

  /** As admin, where nobody else is named. */
  async fetch(
    method: string,
    path: string,
    request: TestRequest = {},
  ): Promise<Response> {
    const { as = 'admin', body, contentType, signal } = request;
    return fetch(new URL(path, this.server.url), {
      method,
      dispatcher: this.agent,
      signal,
      headers: {
        ...(as !== 'nobody' && { authorization: `Bearer ${TOKENS[as]}` }),
        ...(body !== undefined && {
          'content-type': contentType ?? 'application/json',
        }),
        ...request.headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async request(
    method: string,
    path: string,
    request: TestRequest = {},
  ): Promise<TestAnswer> {
    const response = await this.fetch(method, path, request);
    return { status: response.status, body: await response.json() };
  }

  /** The lines of a watch, one at a time, until it ends. */
  async *watch(
    path: string,
    request: TestRequest = {},
  ): AsyncGenerator<unknown, void, undefined> {
    const response = await this.fetch('GET', path, request);
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of response.body ?? []) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split(
        '\n',
      );
      rest = lines.pop() ?? '';
      for (const line of lines) {
        yield JSON.parse(line);
      }
    }
  }

  /** Runs the real kubectl; what it prints is in `stdout` and `stderr`. */
  async kubectl(
    args: string[],
    options: { as?: Tier; input?: unknown } = {},
  ): Promise<{ code: number; stdout: string; stderr: string }> {
    const { as = 'admin', input } = options;
    const running = execute(
      await resolveKubectl(),
      [
        ...['--kubeconfig', join(this.folder, 'kubeconfig')],
        ...['--context', as === 'admin' ? 'shop-dev' : `shop-dev-${as}`],
        ...args,
      ],
      { env: { HOME: this.folder } },
    );
    running.child.stdin?.end(input === undefined ? '' : JSON.stringify(input));
    return running.then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
    );
  }

  /** A kubectl that runs until it is killed. */
  async startKubectl(args: string[]) {
    return spawn(
      await resolveKubectl(),
      ['--kubeconfig', join(this.folder, 'kubeconfig'), ...args],
      { env: { HOME: this.folder }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
  }

  async stop(): Promise<void> {
    await this.agent.destroy();
    await this.server.close();
  }
}
