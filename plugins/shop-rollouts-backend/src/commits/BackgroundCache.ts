const MAX_AT_ONCE = 4;

type Entry<T> =
  | { state: 'known'; value: T }
  | { state: 'unknown'; askAgainAt: number }
  | { state: 'asking'; waiting: Set<string> };

export interface BackgroundCacheOptions {
  maxEntries: number;
  /** When what was not found, or could not be read, is asked for again. */
  askAgainMillis: number;
  /** Told for whom an answer came that was not known when they asked. */
  onKnown: (waiting: string[]) => void;
  onError: (error: unknown) => void;
}

/**
 * Answers at once what is known, and asks for the rest in the background: once
 * for each key, a few at a time, and never again for what is known, because a
 * commit does not change.
 */
export class BackgroundCache<T> {
  private readonly entries = new Map<string, Entry<T>>();
  private readonly queue: Array<() => Promise<void>> = [];
  private running = 0;

  constructor(private readonly options: BackgroundCacheOptions) {}

  get(
    key: string,
    waiting: string,
    ask: () => Promise<T | undefined>,
  ): T | undefined {
    const entry = this.entries.get(key);
    if (entry?.state === 'known') {
      // Used again, so it is dropped later than what nobody looks at.
      this.store(key, entry);
      return entry.value;
    }
    if (entry?.state === 'asking') {
      entry.waiting.add(waiting);
      return undefined;
    }
    if (entry === undefined || entry.askAgainAt <= Date.now()) {
      this.store(key, { state: 'asking', waiting: new Set([waiting]) });
      this.queue.push(() => this.ask(key, ask));
      this.runNext();
    }
    return undefined;
  }

  private runNext(): void {
    const next = this.running < MAX_AT_ONCE ? this.queue.shift() : undefined;
    if (next) {
      this.running += 1;
      next().finally(() => {
        this.running -= 1;
        this.runNext();
      });
    }
  }

  private async ask(
    key: string,
    ask: () => Promise<T | undefined>,
  ): Promise<void> {
    let value: T | undefined;
    try {
      value = await ask();
    } catch (error) {
      this.options.onError(error);
    }
    const entry = this.entries.get(key);
    if (value === undefined) {
      const askAgainAt = Date.now() + this.options.askAgainMillis;
      this.store(key, { state: 'unknown', askAgainAt });
      return;
    }
    this.store(key, { state: 'known', value });
    if (entry?.state === 'asking') {
      this.options.onKnown([...entry.waiting]);
    }
  }

  private store(key: string, entry: Entry<T>): void {
    this.entries.delete(key);
    this.entries.set(key, entry);
    if (this.entries.size > this.options.maxEntries) {
      const [oldest] = this.entries.keys();
      this.entries.delete(oldest);
    }
  }
}
