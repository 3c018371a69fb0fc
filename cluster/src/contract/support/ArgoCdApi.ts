import { once } from 'events';
import { IncomingMessage, request as httpRequest } from 'http';
import { text } from 'stream/consumers';
import { ContractArgoCd } from '../../side/ContractSide';
import { ArgoCdStream } from './ArgoCdStream';

export interface ArgoCdRequest {
  /** Whose token is sent; that of the portal by default. */
  as?: keyof ContractArgoCd['tokens'] | 'nobody' | { token: string };
  /** Undefined sends none, as it stands there. */
  contentType?: string | undefined;
  headers?: Record<string, string>;
  /** Sent as JSON; a text is sent as it is. */
  body?: unknown;
}

/** What Argo CD said, word for word. */
export interface ArgoCdAnswer {
  status: number;
  headers: IncomingMessage['headers'];
  body: unknown;
}

/** Argo CD's API with nothing in between: a refusal is an answer. */
export class ArgoCdApi {
  private constructor(private readonly argoCd: ContractArgoCd) {}

  static create(argoCd: ContractArgoCd): ArgoCdApi {
    return new ArgoCdApi(argoCd);
  }

  async request(
    method: string,
    path: string,
    request: ArgoCdRequest = {},
  ): Promise<ArgoCdAnswer> {
    const sent = this.send(method, path, {
      // Argo CD wants it on all that writes.
      ...(method !== 'GET' && { contentType: 'application/json' }),
      ...request,
    });
    const [response]: IncomingMessage[] = await once(sent, 'response');
    const body = parseJson(await text(response));
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body,
    };
  }

  get(path: string, request: ArgoCdRequest = {}): Promise<ArgoCdAnswer> {
    return this.request('GET', path, request);
  }

  post(
    path: string,
    body: unknown,
    request: ArgoCdRequest = {},
  ): Promise<ArgoCdAnswer> {
    return this.request('POST', path, { ...request, body });
  }

  /** Opens a stream; Argo CD may answer only with its first event. */
  stream(path: string, request: ArgoCdRequest = {}): ArgoCdStream {
    return ArgoCdStream.follow(this.send('GET', path, request));
  }

  private send(
    method: string,
    path: string,
    { as = 'portal', contentType, headers, body }: ArgoCdRequest,
  ) {
    const token = this.tokenOf(as);
    const sent = httpRequest(new URL(path, this.argoCd.url), {
      method,
      agent: false,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(contentType !== undefined && { 'content-type': contentType }),
        ...headers,
      },
    });
    return sent.end(
      typeof body === 'string' || body === undefined
        ? body
        : JSON.stringify(body),
    );
  }

  private tokenOf(as: NonNullable<ArgoCdRequest['as']>): string | undefined {
    if (typeof as === 'object') {
      return as.token;
    }
    return as === 'nobody' ? undefined : this.argoCd.tokens[as];
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
