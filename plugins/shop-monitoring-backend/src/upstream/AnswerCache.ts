import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';
import { UpstreamError, UpstreamFailure } from './UpstreamError';

const MAX_ENTRIES = 5_000;
/** Characters of JSON, so roughly bytes. */
const MAX_SIZE = 200 * 1024 * 1024;
/** A failure is told to everybody for this long before it is tried again. */
const FAILURE_MILLIS = 5_000;

/** What is known of an answer. Not fresh where there is a failure. */
export interface Reading<T> {
  value?: T;
  /** When the value was read. */
  asOf?: Date;
  failure?: UpstreamFailure;
}

interface Entry {
  value?: unknown;
  asOf?: number;
  failure?: UpstreamFailure;
  failedAt?: number;
}

/**
 * Remembers answers of upstreams. However many ask for the same at once, one
 * call is made; within its freshness none. When a call fails the last good
 * answer is kept.
 */
export class AnswerCache {
  static create(logger: LoggerService): AnswerCache {
    return new AnswerCache(logger);
  }

  private readonly entries = new LRUCache<string, Entry>({
    max: MAX_ENTRIES,
    maxSize: MAX_SIZE,
    sizeCalculation: ({ value }) => JSON.stringify(value ?? 0).length + 100,
  });
  private readonly pending = new Map<string, Promise<Entry>>();

  private constructor(private readonly logger: LoggerService) {}

  /**
   * @param key - Names upstream and question; must never mix two types.
   */
  async read<T>(
    key: string,
    freshMillis: number,
    load: () => Promise<T>,
  ): Promise<Reading<T>> {
    const known = this.entries.get(key);
    const entry =
      known && isSettled(known, freshMillis)
        ? known
        : await this.loadOnce(key, load);
    // The key decides the type.
    const value = entry.value as T | undefined;
    return {
      ...(entry.asOf !== undefined && { value, asOf: new Date(entry.asOf) }),
      ...(entry.failure && { failure: entry.failure }),
    };
  }

  private async loadOnce(
    key: string,
    load: () => Promise<unknown>,
  ): Promise<Entry> {
    const pending = this.pending.get(key);
    if (pending) {
      return await pending;
    }
    const loading = this.load(key, load).finally(() =>
      this.pending.delete(key),
    );
    this.pending.set(key, loading);
    return await loading;
  }

  private async load(
    key: string,
    load: () => Promise<unknown>,
  ): Promise<Entry> {
    const entry = await load().then(
      value => ({ value, asOf: Date.now() }),
      (error: unknown) => this.toFailure(key, error),
    );
    this.entries.set(key, entry);
    return entry;
  }

  private toFailure(key: string, error: unknown): Entry {
    if (!(error instanceof UpstreamError)) {
      throw error;
    }
    this.logger.warn(`No fresh answer: ${stringifyError(error)}`);
    const last = this.entries.peek(key);
    return {
      ...(last?.asOf !== undefined && { value: last.value, asOf: last.asOf }),
      failure: error.failure,
      failedAt: Date.now(),
    };
  }
}

function isSettled(entry: Entry, freshMillis: number): boolean {
  const now = Date.now();
  if (entry.failure) {
    const until =
      entry.failure.retryAt?.getTime() ??
      (entry.failedAt ?? 0) + FAILURE_MILLIS;
    return now < until;
  }
  return now - (entry.asOf ?? 0) < freshMillis;
}
