import { Readable } from 'stream';
import { ReadableStream } from 'stream/web';
import { ApplicationTarget } from '@shop-portal/plugin-shop-rollouts-common';
import { z } from 'zod';
import { ArgoCdInstanceConfig } from '../config/readShopRolloutsConfig';
import { readLines } from '../streaming/readLines';
import { ArgoCdApiError } from './ArgoCdApiError';
import { ArgoCdApplication, parseArgoCdApplication } from './ArgoCdApplication';

const TIMEOUT_MILLIS = 15_000;
/** A refresh blocks until Argo CD has compared again. */
const REFRESH_TIMEOUT_MILLIS = 60_000;
/** Argo CD sends a comment every 15 s to those whom it has sent an event. */
const SILENCE_MILLIS = 45_000;

/** Argo CD keeps this note, so that a sync can be told from others. */
export const OPERATION_INFO = 'Portal operation';

const listSchema = z.object({
  items: z
    .array(
      z.object({
        metadata: z.object({ name: z.string(), namespace: z.string() }),
      }),
    )
    .nullish(),
});

const streamLineSchema = z.object({
  result: z.object({
    type: z.enum(['ADDED', 'MODIFIED', 'DELETED']),
    application: z.unknown(),
  }),
});

const revisionSchema = z.object({
  author: z.string().optional(),
  date: z.string().optional(),
  message: z.string().optional(),
});

export type RevisionMetadata = z.output<typeof revisionSchema>;

export interface ArgoCdEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  application: ArgoCdApplication;
}

export interface ApplicationAddress {
  target: ApplicationTarget;
  /** Without it Argo CD answers 403 for an Application that is missing. */
  project: string;
}

/** Talks to one Argo CD. */
export class ArgoCdClient {
  static create(
    config: ArgoCdInstanceConfig,
    options: { silenceMillis?: number } = {},
  ): ArgoCdClient {
    return new ArgoCdClient(config, options.silenceMillis ?? SILENCE_MILLIS);
  }

  private constructor(
    private readonly config: ArgoCdInstanceConfig,
    private readonly silenceMillis: number,
  ) {}

  get instance(): string {
    return this.config.name;
  }

  /** Where people look at this Application. */
  pageUrl(target: ApplicationTarget): string {
    const base = trimSlash(this.config.frontendUrl ?? this.config.url);
    return `${base}/applications/${encodeURIComponent(
      target.namespace,
    )}/${encodeURIComponent(target.name)}`;
  }

  get frontendUrl(): string {
    return trimSlash(this.config.frontendUrl ?? this.config.url);
  }

  /** The names of all Applications that the token may see. */
  async listNames(
    signal: AbortSignal,
  ): Promise<Array<{ namespace: string; name: string }>> {
    const response = await this.send('/applications', {
      query: { fields: 'items.metadata.name,items.metadata.namespace' },
      signal: withTimeout(TIMEOUT_MILLIS, signal),
    });
    const list = listSchema.parse(await response.json());
    return (list.items ?? []).map(item => item.metadata);
  }

  /**
   * Follows all Applications: first each as it is, then every change.
   * Calls `onHeard` whenever Argo CD says something, also a keep-alive.
   */
  async *stream(
    signal: AbortSignal,
    onHeard: () => void,
  ): AsyncGenerator<ArgoCdEvent> {
    const silence = new AbortController();
    // As long as there are no Applications there is not even a status.
    const response = await this.send('/stream/applications', {
      signal: AbortSignal.any([signal, silence.signal]),
      accept: 'text/event-stream',
    });
    const timer = setTimeout(() => silence.abort(), this.silenceMillis);
    try {
      for await (const line of readLines(bodyOf(response))) {
        timer.refresh();
        onHeard();
        yield* parseStreamLine(line);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Syncs to the revision that the Application tracks, never another. */
  async sync(
    address: ApplicationAddress,
    request: { operationId: string; requestedBy: string; reason?: string },
  ): Promise<void> {
    await this.send(`${applicationPath(address.target)}/sync`, {
      method: 'POST',
      body: {
        name: address.target.name,
        appNamespace: address.target.namespace,
        project: address.project,
        infos: [
          { name: 'Requested by', value: request.requestedBy },
          { name: OPERATION_INFO, value: request.operationId },
          ...(request.reason
            ? [{ name: 'Reason', value: request.reason }]
            : []),
        ],
      },
      signal: withTimeout(TIMEOUT_MILLIS),
    });
  }

  /** Makes Argo CD compare Git and cluster now; answers when it has. */
  async refresh(
    address: ApplicationAddress,
  ): Promise<ArgoCdApplication | undefined> {
    const response = await this.send(applicationPath(address.target), {
      query: { ...addressQuery(address), refresh: 'normal' },
      signal: withTimeout(REFRESH_TIMEOUT_MILLIS),
    });
    return parseArgoCdApplication(await response.json());
  }

  /** Who wrote a revision, and what about. */
  async getRevision(
    address: ApplicationAddress,
    revision: string,
  ): Promise<RevisionMetadata> {
    const path = `${applicationPath(
      address.target,
    )}/revisions/${encodeURIComponent(revision)}/metadata`;
    const response = await this.send(path, {
      query: addressQuery(address),
      signal: withTimeout(TIMEOUT_MILLIS),
    });
    return revisionSchema.parse(await response.json());
  }

  private async send(
    path: string,
    options: {
      method?: 'GET' | 'POST';
      query?: Record<string, string>;
      body?: object;
      accept?: string;
      signal: AbortSignal;
    },
  ): Promise<Response> {
    const url = new URL(`${trimSlash(this.config.url)}/api/v1${path}`);
    for (const [key, value] of Object.entries(options.query ?? {})) {
      url.searchParams.set(key, value);
    }
    const response = await fetch(url, {
      method: options.method ?? 'GET',
      headers: {
        Accept: options.accept ?? 'application/json',
        Authorization: `Bearer ${this.config.token}`,
        // Exactly this: with a charset Argo CD answers 415.
        ...(options.body ? { 'Content-Type': 'application/json' } : {}),
      },
      body: options.body && JSON.stringify(options.body),
      redirect: 'error',
      signal: options.signal,
    });
    if (!response.ok) {
      throw await ArgoCdApiError.fromResponse(this.config.name, response);
    }
    return response;
  }
}

function* parseStreamLine(line: string): Generator<ArgoCdEvent> {
  if (line.startsWith(':') || line.startsWith('event:')) {
    return;
  }
  const data: unknown = JSON.parse(line.replace(/^data:/, ''));
  const parsed = streamLineSchema.parse(data);
  const application = parseArgoCdApplication(parsed.result.application);
  if (application) {
    yield { type: parsed.result.type, application };
  }
}

function bodyOf(response: Response): AsyncIterable<Uint8Array> {
  if (!(response.body instanceof ReadableStream)) {
    throw new Error('Argo CD answered a stream request without a body');
  }
  return Readable.fromWeb(response.body);
}

function applicationPath(target: ApplicationTarget): string {
  return `/applications/${encodeURIComponent(target.name)}`;
}

function addressQuery(address: ApplicationAddress): Record<string, string> {
  return {
    appNamespace: address.target.namespace,
    project: address.project,
  };
}

function withTimeout(millis: number, signal?: AbortSignal): AbortSignal {
  const timeout = AbortSignal.timeout(millis);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

function trimSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
