import { Response } from 'express';
import { expired } from '../ApiError';
import { KubernetesObject, ResourceStore, StoreEvent } from '../ResourceStore';
import { apiVersionOf, isType, ResourceDefinition } from '../resourceTypes';
import { Predicate } from './selectors';
import { RequestOptions } from './requestOptions';

/** A running watch: a response with one event a line. */
interface WatchStream {
  response: Response;
  definition: ResourceDefinition;
  matches: Predicate;
  /** Up to here the reader knows everything. */
  version: number;
}

/**
 * The running watches of a cluster, and its latest changes, so that a watch
 * can start a little in the past.
 */
export class Watches {
  private readonly history: StoreEvent[] = [];
  private readonly streams = new Set<WatchStream>();
  /** Older versions are forgotten. */
  private oldest: number;

  constructor(
    private readonly store: ResourceStore,
    private readonly options: { historyLimit: number; bookmarkMillis: number },
  ) {
    this.oldest = Number(store.resourceVersion);
    store.subscribe(event => this.record(event));
  }

  isExpired(version: number): boolean {
    return !(version >= this.oldest);
  }

  start(
    response: Response,
    definition: ResourceDefinition,
    matches: Predicate,
    options: RequestOptions,
  ): void {
    const from = options.resourceVersion;
    const version = from || Number(this.store.resourceVersion);
    const stream = { response, definition, matches, version };
    response.status(200).type('application/json').flushHeaders();
    if (this.isExpired(version)) {
      this.fail(stream);
      return;
    }
    // Without a version: whatever is there now, then what changes.
    const initial = from ? [] : this.store.list(definition, { matches });
    initial.forEach(object => send(stream, 'ADDED', object));
    this.history.forEach(event => forward(stream, event));
    this.streams.add(stream);
    const timers = [
      setTimeout(() => response.end(), options.timeoutSeconds * 1000),
    ];
    if (options.allowWatchBookmarks) {
      const { bookmarkMillis } = this.options;
      const lastMillis = (options.timeoutSeconds - 2) * 1000;
      timers.push(setInterval(() => sendBookmark(stream), bookmarkMillis));
      if (lastMillis > 0) {
        timers.push(setTimeout(() => sendBookmark(stream), lastMillis));
      }
    }
    response.on('close', () => {
      this.streams.delete(stream);
      timers.forEach(timer => clearTimeout(timer));
    });
  }

  /** Makes every version so far too old, also for the running watches. */
  expire(): void {
    this.history.length = 0;
    this.oldest = Number(this.store.resourceVersion);
    this.streams.forEach(stream => this.fail(stream));
  }

  /** Ends a watch as a server does that can no longer go on. */
  private fail(stream: WatchStream): void {
    const message = `too old resource version: ${stream.version} (${this.oldest})`;
    send(stream, 'ERROR', expired(message).status);
    stream.response.end();
  }

  private record(event: StoreEvent): void {
    // A store that opened just before still delivers what is already listed.
    if (versionOf(event.object) <= this.oldest) {
      return;
    }
    this.history.push(event);
    if (this.history.length > this.options.historyLimit) {
      this.oldest = versionOf(this.history[0].object);
      this.history.shift();
    }
    this.streams.forEach(stream => forward(stream, event));
  }
}

function forward(stream: WatchStream, event: StoreEvent): void {
  const { resource, type, object, previous } = event;
  if (versionOf(object) <= stream.version) {
    return;
  }
  stream.version = versionOf(object);
  if (!isType(resource, stream.definition)) {
    return;
  }
  const wasIn = previous !== undefined && stream.matches(previous);
  if (type !== 'DELETED' && stream.matches(object)) {
    send(stream, wasIn ? 'MODIFIED' : 'ADDED', object);
  } else if (wasIn) {
    // What left the selection is sent as it was, at the new version.
    const { resourceVersion } = object.metadata;
    const metadata = { ...previous.metadata, resourceVersion };
    send(stream, 'DELETED', { ...previous, metadata });
  }
}

function sendBookmark(stream: WatchStream): void {
  const { group, version, kind } = stream.definition;
  const metadata = { resourceVersion: String(stream.version) };
  const apiVersion = apiVersionOf(group, version);
  send(stream, 'BOOKMARK', { kind, apiVersion, metadata });
}

function send({ response }: WatchStream, type: string, object: object): void {
  if (!response.writableEnded) {
    response.write(`${JSON.stringify({ type, object })}\n`);
  }
}

function versionOf({ metadata }: KubernetesObject): number {
  return Number(metadata.resourceVersion);
}
