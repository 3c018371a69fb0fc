import { IncomingMessage } from 'http';
import { request, RequestOptions } from 'https';
import { KubeConfig } from '@kubernetes/client-node';
import { z } from 'zod';
import { ClusterDetails } from '../extensions';
import { readLines } from '../streaming/readLines';
import { createKubeConfig } from './createKubeConfig';
import { KubernetesApiError } from './KubernetesApiError';

const PAGE_SIZE = 500;
const LIST_TIMEOUT_MILLIS = 20_000;
const CONNECT_TIMEOUT_MILLIS = 8_000;
/**
 * With this delay Linux gives a silent connection up after about eleven
 * seconds, which is how a cluster behind a cut cable is noticed.
 */
const KEEP_ALIVE_DELAY_MILLIS = 1_000;

const pageSchema = z.object({
  metadata: z.object({
    resourceVersion: z.string(),
    continue: z.string().optional(),
  }),
  items: z.array(z.unknown()).nullish(),
});

const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['ADDED', 'MODIFIED', 'DELETED']),
    object: z.looseObject({
      metadata: z.looseObject({ resourceVersion: z.string().optional() }),
    }),
  }),
  z.object({
    type: z.literal('BOOKMARK'),
    object: z.object({
      metadata: z.object({ resourceVersion: z.string() }),
    }),
  }),
  z.object({
    type: z.literal('ERROR'),
    object: z.looseObject({ code: z.number().default(500) }),
  }),
]);

export type WatchLine = Exclude<
  z.output<typeof eventSchema>,
  { type: 'ERROR' }
>;

export interface ReadOptions {
  path: string;
  labelSelector?: string;
  signal: AbortSignal;
}

/**
 * Lists and watches objects of one cluster as plain JSON.
 *
 * @remarks
 * The client library's own watch drops bodies of refusals and never times
 * out while connecting, and its typed lists turn times into `Date`; so this
 * reads by itself, with the library's credentials and certificates.
 */
export class KubernetesReader {
  static create(cluster: ClusterDetails): KubernetesReader {
    return new KubernetesReader(createKubeConfig(cluster, cluster.readerToken));
  }

  private constructor(private readonly kubeConfig: KubeConfig) {}

  /** Reads all pages; an expired page token starts the list again, once. */
  async list(
    options: ReadOptions,
  ): Promise<{ items: unknown[]; resourceVersion: string }> {
    try {
      return await this.listPages(options);
    } catch (error) {
      if (error instanceof KubernetesApiError && error.isExpired) {
        return await this.listPages(options);
      }
      throw error;
    }
  }

  /** Reads one object. */
  async get(options: ReadOptions): Promise<unknown> {
    return await this.readJson(options, {});
  }

  /**
   * Follows changes until the server ends the watch. Calls `onOpen` as soon
   * as the server has accepted it.
   */
  async *watch(
    options: ReadOptions & {
      resourceVersion: string;
      timeoutSeconds: number;
      onOpen: () => void;
    },
  ): AsyncGenerator<WatchLine> {
    const response = await this.send(options, {
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: options.resourceVersion,
      timeoutSeconds: String(options.timeoutSeconds),
    });
    options.onOpen();
    // Silence past the agreed end means that nobody is there any more.
    const overdue = (options.timeoutSeconds + 30) * 1000;
    response.socket.setTimeout(overdue, () => response.destroy());
    for await (const line of readLines(response)) {
      const event = eventSchema.parse(JSON.parse(line));
      if (event.type === 'ERROR') {
        throw KubernetesApiError.fromBody(event.object.code, event.object);
      }
      yield event;
    }
  }

  private async listPages(options: ReadOptions) {
    const items: unknown[] = [];
    let token: string | undefined;
    let resourceVersion: string;
    do {
      const body = await this.readJson(options, {
        limit: String(PAGE_SIZE),
        ...(token ? { continue: token } : {}),
      });
      const page = pageSchema.parse(body);
      items.push(...(page.items ?? []));
      resourceVersion = page.metadata.resourceVersion;
      token = page.metadata.continue;
    } while (token);
    return { items, resourceVersion };
  }

  private async readJson(
    options: ReadOptions,
    query: Record<string, string>,
  ): Promise<unknown> {
    const signal = AbortSignal.any([
      options.signal,
      AbortSignal.timeout(LIST_TIMEOUT_MILLIS),
    ]);
    const response = await this.send({ ...options, signal }, query);
    return JSON.parse(await readText(response));
  }

  private async send(
    options: ReadOptions,
    query: Record<string, string>,
  ): Promise<IncomingMessage> {
    const url = this.createUrl(options, query);
    const requestOptions: RequestOptions = {
      headers: { Accept: 'application/json' },
      signal: options.signal,
    };
    await this.kubeConfig.applyToHTTPSOptions(requestOptions);
    const response = await open(url, requestOptions);
    if (response.statusCode !== 200) {
      throw KubernetesApiError.fromBody(
        response.statusCode ?? 500,
        await readText(response),
        Number(response.headers['retry-after']) || undefined,
      );
    }
    return response;
  }

  private createUrl(options: ReadOptions, query: Record<string, string>): URL {
    const server = this.kubeConfig.getCurrentCluster()?.server ?? '';
    const url = new URL(`${server.replace(/\/+$/, '')}${options.path}`);
    for (const [key, value] of Object.entries(query)) {
      url.searchParams.set(key, value);
    }
    if (options.labelSelector) {
      url.searchParams.set('labelSelector', options.labelSelector);
    }
    return url;
  }
}

async function open(
  url: URL,
  options: RequestOptions,
): Promise<IncomingMessage> {
  return await new Promise((resolve, reject) => {
    const outgoing = request(url, options);
    const timer = setTimeout(
      () => outgoing.destroy(new Error('The cluster does not answer')),
      CONNECT_TIMEOUT_MILLIS,
    );
    outgoing.on('response', response => {
      clearTimeout(timer);
      resolve(response);
    });
    outgoing.on('socket', socket =>
      socket.setKeepAlive(true, KEEP_ALIVE_DELAY_MILLIS),
    );
    outgoing.on('error', error => {
      clearTimeout(timer);
      reject(error);
    });
    outgoing.end();
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString('utf8');
}
