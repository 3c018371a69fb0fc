import { Response } from 'express';
import { ApiError, Status } from '../ApiError';
import { KubernetesObject } from '../ResourceStore';
import { apiVersionOf, ResourceDefinition, typeKey } from '../resourceTypes';
import { RecordedEvent, WatchHistory } from './WatchHistory';

export interface WatchOptions {
  matches: (object: KubernetesObject) => boolean;
  /** Send changes after this one. */
  from: number;
  /** Objects to send as ADDED first. */
  initial: KubernetesObject[];
  /** Say with a bookmark where the initial objects end. */
  markInitialEnd: boolean;
  bookmarks: boolean;
  timeoutMillis: number;
}

export interface WatchTimings {
  bookmarkMillis: number;
  /** How long before the end of a watch its last bookmark is sent. */
  lastBookmarkMillis: number;
}

export const WATCH_TIMINGS: WatchTimings = {
  bookmarkMillis: 60_000,
  lastBookmarkMillis: 2_000,
};

// A reader that does not read must not fill the memory.
const MAX_UNSENT_BYTES = 16 * 1024 * 1024;

/** One running watch: a response with one event a line. */
export class WatchStream {
  private sent: number;
  private readonly timers: NodeJS.Timeout[] = [];
  private unsubscribe: () => void = () => undefined;

  private constructor(
    private readonly response: Response,
    private readonly definition: ResourceDefinition,
    private readonly history: WatchHistory,
    private readonly options: WatchOptions,
  ) {
    this.sent = options.from;
  }

  static start(
    response: Response,
    definition: ResourceDefinition,
    history: WatchHistory,
    options: WatchOptions,
    timings: WatchTimings,
  ): WatchStream {
    const stream = new WatchStream(response, definition, history, options);
    response.on('close', () => stream.stop());
    response.status(200).type('application/json');
    response.flushHeaders();
    stream.begin(timings);
    return stream;
  }

  /** Ends the watch as a server does that can no longer go on. */
  fail(error: ApiError): void {
    this.write('ERROR', error.status);
    this.end();
  }

  end(): void {
    this.stop();
    this.response.end();
  }

  private begin(timings: WatchTimings): void {
    const { initial, from, markInitialEnd, bookmarks, timeoutMillis } =
      this.options;
    for (const object of initial) {
      this.write('ADDED', object);
    }
    if (markInitialEnd) {
      this.bookmark({ 'k8s.io/initial-events-end': 'true' });
    }
    try {
      this.history.since(from).forEach(event => this.forward(event));
    } catch (error) {
      if (error instanceof ApiError) {
        this.fail(error);
        return;
      }
      throw error;
    }
    this.unsubscribe = this.history.subscribe(event => this.forward(event));
    this.timers.push(setTimeout(() => this.end(), timeoutMillis));
    if (bookmarks) {
      const last = Math.max(0, timeoutMillis - timings.lastBookmarkMillis);
      this.timers.push(
        setInterval(() => this.bookmark(), timings.bookmarkMillis),
        setTimeout(() => this.bookmark(), last),
      );
    }
  }

  private forward(event: RecordedEvent): void {
    if (event.version <= this.sent) {
      return;
    }
    this.sent = event.version;
    if (typeKey(event.resource) !== typeKey(this.definition)) {
      return;
    }
    const { object, previous } = event;
    const before = previous !== undefined && this.options.matches(previous);
    const after = event.type !== 'DELETED' && this.options.matches(object);
    if (after) {
      this.write(before ? 'MODIFIED' : 'ADDED', object);
    } else if (before) {
      // What left the selection is sent as it was, at the new version.
      const { resourceVersion } = object.metadata;
      this.write('DELETED', {
        ...previous,
        metadata: { ...previous.metadata, resourceVersion },
      });
    }
  }

  private bookmark(annotations?: Record<string, string>): void {
    this.write('BOOKMARK', {
      kind: this.definition.kind,
      apiVersion: apiVersionOf(this.definition),
      metadata: {
        resourceVersion: String(this.sent),
        ...(annotations && { annotations }),
      },
    });
  }

  private write(
    type: string,
    object: KubernetesObject | Status | Record<string, unknown>,
  ): void {
    if (this.response.writableEnded) {
      return;
    }
    this.response.write(`${JSON.stringify({ type, object })}\n`);
    if (this.response.writableLength > MAX_UNSENT_BYTES) {
      this.response.destroy();
    }
  }

  private stop(): void {
    this.unsubscribe();
    this.timers.forEach(timer => clearTimeout(timer));
  }
}
