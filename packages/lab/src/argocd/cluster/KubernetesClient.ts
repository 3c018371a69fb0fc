import { KubeConfig, Watch } from '@kubernetes/client-node';
import { IncomingMessage } from 'node:http';
import { request, RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { KubernetesObject } from '../../kubernetes/ResourceStore';

export interface ClusterConnection {
  url: string;
  caFile: string;
  token: string;
}

export const objectSchema: z.ZodType<KubernetesObject> = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string(),
    resourceVersion: z.string(),
    generation: z.number().optional(),
    creationTimestamp: z.string(),
    deletionTimestamp: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
    finalizers: z.array(z.string()).optional(),
    ownerReferences: z
      .array(
        z.looseObject({
          apiVersion: z.string(),
          kind: z.string(),
          name: z.string(),
          uid: z.string(),
        }),
      )
      .optional(),
  }),
});

const listSchema = z.object({
  metadata: z.object({ resourceVersion: z.string() }),
  items: z.array(z.looseObject({ metadata: z.looseObject({}) })),
});

const watchEventSchema = z.union([
  z.object({
    type: z.enum(['ADDED', 'MODIFIED', 'DELETED']),
    object: objectSchema,
  }),
  z.object({
    type: z.literal('BOOKMARK'),
    object: z.object({ metadata: z.object({ resourceVersion: z.string() }) }),
  }),
  z.object({ type: z.literal('ERROR') }),
]);

export type WatchEvent = z.infer<typeof watchEventSchema>;

const statusSchema = z.object({ message: z.string() });

/** What an API server refused, with its own words. */
export class KubernetesApiError extends Error {
  constructor(readonly statusCode: number, message: string) {
    super(message);
  }
}

/**
 * Talks JSON to one cluster. Objects stay as the server sent them: the typed
 * clients would rename fields and turn times into dates.
 */
export class KubernetesClient {
  static async connect(
    connection: ClusterConnection,
  ): Promise<KubernetesClient> {
    const config = new KubeConfig();
    config.loadFromClusterAndUser(
      {
        name: 'cluster',
        server: connection.url,
        caFile: connection.caFile,
        skipTLSVerify: false,
      },
      { name: 'argocd', token: connection.token },
    );
    const options: RequestOptions = {};
    await config.applyToHTTPSOptions(options);
    return new KubernetesClient(connection.url, options, new Watch(config));
  }

  private constructor(
    readonly url: string,
    private readonly options: RequestOptions,
    private readonly watcher: Watch,
  ) {}

  async list(path: string, kind: { apiVersion: string; kind: string }) {
    const list = listSchema.parse(await this.send('GET', path));
    return {
      metadata: list.metadata,
      // Items of a list leave out what the list says for all of them.
      items: list.items.map(item => objectSchema.parse({ ...kind, ...item })),
    };
  }

  /** The object, or undefined where there is none. */
  async read(path: string): Promise<KubernetesObject | undefined> {
    try {
      return objectSchema.parse(await this.send('GET', path));
    } catch (error) {
      if (error instanceof KubernetesApiError && error.statusCode === 404) {
        return undefined;
      }
      throw error;
    }
  }

  create(path: string, object: unknown): Promise<unknown> {
    return this.send('POST', path, object, 'application/json');
  }

  mergePatch(path: string, patch: unknown): Promise<unknown> {
    return this.send('PATCH', path, patch, 'application/merge-patch+json');
  }

  delete(path: string): Promise<unknown> {
    return this.send('DELETE', path, {}, 'application/json');
  }

  get(path: string): Promise<unknown> {
    return this.send('GET', path);
  }

  /** Resolves when the server ends the watch, or when `signal` does. */
  async watch(
    path: string,
    resourceVersion: string | undefined,
    onEvent: (event: WatchEvent) => void,
    signal: AbortSignal,
  ): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const opened = this.watcher.watch(
        path,
        { resourceVersion, allowWatchBookmarks: true },
        (type, object) => onEvent(watchEventSchema.parse({ type, object })),
        error => (error && !signal.aborted ? reject(error) : resolve()),
      );
      opened.then(opening => {
        signal.addEventListener('abort', () => opening.abort(), { once: true });
      }, reject);
    });
  }

  private async send(
    method: string,
    path: string,
    body?: unknown,
    contentType?: string,
  ): Promise<unknown> {
    const response = await new Promise<IncomingMessage>((resolve, reject) =>
      request(new URL(path, this.url), {
        ...this.options,
        method,
        headers: {
          ...this.options.headers,
          accept: 'application/json',
          ...(contentType && { 'content-type': contentType }),
        },
      })
        .once('response', resolve)
        .once('error', reject)
        .end(body === undefined ? undefined : JSON.stringify(body)),
    );
    const answer: unknown = JSON.parse(await text(response));
    const code = response.statusCode ?? 500;
    if (code >= 400) {
      const status = statusSchema.safeParse(answer);
      throw new KubernetesApiError(
        code,
        status.success ? status.data.message : `status ${code}`,
      );
    }
    return answer;
  }
}
