import { Response } from 'express';
import { expired, internalError, invalid } from '../apiErrors';
import { KubernetesObject, ResourceStore } from '../ResourceStore';
import { ResourceDefinition } from '../resourceTypes';
import { ListOptions } from '../server/listOptions';
import { parseVersion } from '../server/lists';
import { WatchHistory } from './WatchHistory';
import { WatchStream, WatchTimings } from './WatchStream';

const DEFAULT_TIMEOUT_SECONDS = 30 * 60;

/** Starts watches and knows the running ones. */
export class WatchHandler {
  private readonly running = new Set<WatchStream>();

  private constructor(
    private readonly store: ResourceStore,
    private readonly history: WatchHistory,
    private readonly timings: WatchTimings,
  ) {}

  static create(options: {
    store: ResourceStore;
    history: WatchHistory;
    timings: WatchTimings;
  }): WatchHandler {
    return new WatchHandler(options.store, options.history, options.timings);
  }

  start(
    response: Response,
    definition: ResourceDefinition,
    matches: (object: KubernetesObject) => boolean,
    options: ListOptions,
  ): void {
    const requested = parseVersion(options.resourceVersion || '0');
    if (requested === undefined) {
      throw internalError(
        `strconv.ParseUint: parsing "${options.resourceVersion}": invalid syntax`,
      );
    }
    checkInitialEvents(options);
    // Version 0, or none, means: whatever is there now, then what changes.
    const wantsInitial = options.sendInitialEvents ?? requested === 0;
    const current = Number(this.store.resourceVersion);
    const stream = WatchStream.start(
      response,
      definition,
      this.history,
      {
        matches,
        from: wantsInitial || requested === 0 ? current : requested,
        initial: wantsInitial
          ? this.store.list(definition).filter(matches)
          : [],
        markInitialEnd:
          options.sendInitialEvents === true && options.allowWatchBookmarks,
        bookmarks: options.allowWatchBookmarks,
        timeoutMillis:
          (options.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
      },
      this.timings,
    );
    this.running.add(stream);
    response.on('close', () => this.running.delete(stream));
  }

  /** Makes every version so far too old, also for the running watches. */
  expire(): void {
    this.history.compact();
    for (const stream of this.running) {
      stream.fail(
        expired(`too old resource version: 1 (${this.store.resourceVersion})`),
      );
    }
  }

  endAll(): void {
    for (const stream of this.running) {
      stream.end();
    }
  }
}

function checkInitialEvents(options: ListOptions): void {
  const { sendInitialEvents, resourceVersionMatch } = options;
  const wanted = sendInitialEvents === undefined ? undefined : 'NotOlderThan';
  if (resourceVersionMatch !== wanted) {
    throw invalid({ kind: 'ListOptions', group: 'meta.k8s.io' }, '', {
      reason: 'FieldValueForbidden',
      field: 'resourceVersionMatch',
      message:
        sendInitialEvents === undefined
          ? 'Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided'
          : 'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    });
  }
}
