import { expired } from '../apiErrors';
import { ResourceStore, StoreEvent } from '../ResourceStore';

export interface RecordedEvent extends StoreEvent {
  version: number;
}

type Listener = (event: RecordedEvent) => void;

const DEFAULT_LIMIT = 1000;

/**
 * The latest changes of a cluster, so that a watch can start a little in the
 * past.
 */
export class WatchHistory {
  private readonly events: RecordedEvent[] = [];
  private readonly listeners = new Set<Listener>();
  private readonly unsubscribe: () => void;
  private compacted: number;

  private constructor(
    private readonly store: ResourceStore,
    private readonly limit: number,
  ) {
    this.compacted = Number(store.resourceVersion);
    this.unsubscribe = store.subscribe(event => this.record(event));
  }

  static create(options: {
    store: ResourceStore;
    /** Number of changes that are remembered. */
    limit?: number;
  }): WatchHistory {
    return new WatchHistory(options.store, options.limit ?? DEFAULT_LIMIT);
  }

  /**
   * @throws ApiError 410 when the version is older than what is remembered
   */
  since(version: number): RecordedEvent[] {
    if (this.isExpired(version)) {
      throw expired(`too old resource version: ${version} (${this.compacted})`);
    }
    return this.events.filter(event => event.version > version);
  }

  isExpired(version: number): boolean {
    return version < this.compacted;
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** Forgets everything: older versions are too old from now on. */
  compact(): void {
    this.events.length = 0;
    this.compacted = Number(this.store.resourceVersion);
  }

  close(): void {
    this.unsubscribe();
  }

  private record(event: StoreEvent): void {
    const version = Number(event.object.metadata.resourceVersion);
    // A store that opened just before still delivers what is already listed.
    if (version <= this.compacted) {
      return;
    }
    const recorded = { ...event, version };
    this.events.push(recorded);
    if (this.events.length > this.limit) {
      this.compacted = this.events.shift()?.version ?? this.compacted;
    }
    for (const listener of this.listeners) {
      listener(recorded);
    }
  }
}
