import pLimit, { Limit } from 'p-limit';
import { z } from 'zod';
import { readBody } from './readBody';
import { readRetryAt } from './readRetryAt';
import { UpstreamError, UpstreamFailure } from './UpstreamError';

const TIMEOUT_MILLIS = 5_000;
const MAX_BYTES = 20 * 1024 * 1024;
const MAX_CONCURRENT = 8;

export interface UpstreamClientOptions {
  /** For the log: `Grafana main`. */
  title: string;
  /** Without a slash at its end. */
  baseUrl: string;
  headers: Record<string, string>;
}

export interface UpstreamRequest<T> {
  /** Each is escaped, so that no value can leave its place. */
  path: string[];
  query?: Array<[name: string, value: string]>;
  /** Makes it a POST. */
  body?: object;
  schema: z.ZodType<T>;
  /** Statuses besides 2xx whose body is an answer too. */
  alsoAnswers?: number[];
}

/**
 * Asks one upstream for JSON: with a timeout, a limit of size and of calls at
 * once, never following a redirect, and silent while the upstream asks for
 * that.
 */
export class UpstreamClient {
  static create(options: UpstreamClientOptions): UpstreamClient {
    return new UpstreamClient(options);
  }

  private readonly limit: Limit = pLimit(MAX_CONCURRENT);
  private retryAt = new Date(0);

  private constructor(private readonly options: UpstreamClientOptions) {}

  async request<T>(request: UpstreamRequest<T>): Promise<T> {
    return await this.limit(async () => {
      if (this.retryAt.getTime() > Date.now()) {
        throw this.error('asks for patience', {
          reason: 'rateLimited',
          retryAt: this.retryAt,
        });
      }
      const { status, text } = await this.exchange(request);
      return this.parse(request, status, text);
    });
  }

  private async exchange(request: UpstreamRequest<unknown>) {
    const url = new URL(
      [this.options.baseUrl, ...request.path.map(encodeURIComponent)].join('/'),
    );
    for (const [name, value] of request.query ?? []) {
      url.searchParams.append(name, value);
    }
    const signal = AbortSignal.timeout(TIMEOUT_MILLIS);
    try {
      const response = await fetch(url, {
        method: request.body ? 'POST' : 'GET',
        headers: {
          Accept: 'application/json',
          ...(request.body && { 'Content-Type': 'application/json' }),
          ...this.options.headers,
        },
        body: request.body && JSON.stringify(request.body),
        // The keys must not travel to a host that is not configured.
        redirect: 'manual',
        signal,
      });
      this.checkStatus(response, request.alsoAnswers ?? []);
      const text = await readBody(response, MAX_BYTES);
      if (text === undefined) {
        throw this.error('gave too large an answer', { reason: 'tooLarge' });
      }
      return { status: response.status, text };
    } catch (error) {
      throw error instanceof UpstreamError
        ? error
        : this.toError(signal.aborted);
    }
  }

  private checkStatus(response: Response, alsoAnswers: number[]): void {
    const { status } = response;
    if (response.ok || alsoAnswers.includes(status)) {
      return;
    }
    // Frees the connection; what it says is not read.
    response.body?.cancel().catch(() => {});
    if (status === 429) {
      this.retryAt = readRetryAt(response.headers, new Date());
    }
    throw this.error(`answered ${status}`, {
      reason: reasonOf(status),
      ...(status === 429 && { retryAt: this.retryAt }),
    });
  }

  private parse<T>(
    { schema }: UpstreamRequest<T>,
    status: number,
    text: string,
  ): T {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      throw this.error(`answered ${status} without JSON`, {
        reason: 'badAnswer',
      });
    }
    const result = schema.safeParse(json);
    if (!result.success) {
      const [issue] = result.error.issues;
      throw this.error(
        `answered ${status} with another shape at ${issue.path.join('.')}`,
        { reason: 'badAnswer' },
      );
    }
    return result.data;
  }

  private toError(timedOut: boolean): UpstreamError {
    return timedOut
      ? this.error('did not answer in time', {
          reason: 'timeout',
          timeoutSeconds: TIMEOUT_MILLIS / 1000,
        })
      : this.error('cannot be reached', { reason: 'unreachable' });
  }

  private error(what: string, failure: UpstreamFailure): UpstreamError {
    return new UpstreamError(`${this.options.title} ${what}`, failure);
  }
}

function reasonOf(status: number): UpstreamFailure['reason'] {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'notFound';
    case 429:
      return 'rateLimited';
    default:
      return status >= 500 ? 'serverError' : 'badAnswer';
  }
}
