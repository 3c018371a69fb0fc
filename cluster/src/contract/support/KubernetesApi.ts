import { once } from 'events';
import { IncomingMessage } from 'http';
import { Agent, request as httpsRequest } from 'https';
import { text } from 'stream/consumers';
import { ContractCluster } from '../../side/ContractSide';
import { WatchReader } from './WatchReader';

export const JSON_PATCH = 'application/json-patch+json';
export const MERGE_PATCH = 'application/merge-patch+json';

export interface ApiRequest {
  /** Whose token is sent; that of the administrator by default. */
  as?: keyof ContractCluster['tokens'] | 'nobody' | { token: string };
  contentType?: string;
  /** Sent as JSON; a text is sent as it is. */
  body?: unknown;
}

/** What the server said, word for word. */
export interface ApiAnswer {
  status: number;
  // Tests compare it field by field with what a real server sends.
  body: unknown;
}

/**
 * The Kubernetes API with nothing in between: no retry, no cache, and a
 * refusal is an answer like any other.
 */
export class KubernetesApi {
  private readonly watches: WatchReader[] = [];

  private constructor(
    readonly cluster: ContractCluster,
    private readonly agent: Agent,
  ) {}

  static create(cluster: ContractCluster): KubernetesApi {
    const ca = Buffer.from(cluster.caData, 'base64').toString();
    return new KubernetesApi(cluster, new Agent({ ca, keepAlive: true }));
  }

  async request(
    method: string,
    path: string,
    request: ApiRequest = {},
  ): Promise<ApiAnswer> {
    const response = await this.send(method, path, request);
    const body = await text(response);
    return { status: response.statusCode ?? 0, body: parseJson(body) };
  }

  /** @throws Error with the answer, when it is a refusal */
  async expectSuccess(
    method: string,
    path: string,
    request: ApiRequest = {},
  ): Promise<unknown> {
    const { status, body } = await this.request(method, path, request);
    if (status >= 300) {
      throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
    }
    return body;
  }

  get(path: string): Promise<unknown> {
    return this.expectSuccess('GET', path);
  }

  create(path: string, body: object): Promise<unknown> {
    return this.expectSuccess('POST', path, { body });
  }

  mergePatch(path: string, body: object): Promise<unknown> {
    const contentType = MERGE_PATCH;
    return this.expectSuccess('PATCH', path, { contentType, body });
  }

  jsonPatch(path: string, body: object[]): Promise<ApiAnswer> {
    return this.request('PATCH', path, { contentType: JSON_PATCH, body });
  }

  /** Resolves when the server has answered; events come from the reader. */
  async watch(
    path: string,
    query: Record<string, string> = {},
    request: ApiRequest = {},
  ): Promise<WatchReader> {
    const parameters = new URLSearchParams({ watch: 'true', ...query });
    const url = `${path}?${parameters}`;
    const response = await this.send('GET', url, request);
    const watching = WatchReader.create(response);
    this.watches.push(watching);
    return watching;
  }

  /** Ends all connections, watches included. */
  close(): void {
    this.watches.forEach(watching => watching.close());
    this.agent.destroy();
  }

  private async send(
    method: string,
    path: string,
    { as = 'admin', contentType = 'application/json', body }: ApiRequest,
  ): Promise<IncomingMessage> {
    const token = this.tokenOf(as);
    const request = httpsRequest(new URL(path, this.cluster.url), {
      method,
      agent: this.agent,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': contentType }),
      },
    });
    request.end(
      typeof body === 'string' || body === undefined
        ? body
        : JSON.stringify(body),
    );
    const [response] = await once(request, 'response');
    return response;
  }

  private tokenOf(as: NonNullable<ApiRequest['as']>): string | undefined {
    if (typeof as === 'object') {
      return as.token;
    }
    return as === 'nobody' ? undefined : this.cluster.tokens[as];
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
