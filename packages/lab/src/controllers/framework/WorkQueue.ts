const RETRY_MILLIS = 1_000;
/** Timers know no longer ones; looking again for nothing costs nothing. */
const LONGEST_DELAY_MILLIS = 3_600_000;

interface WorkQueueOptions {
  /** Returns when the key is to be worked on again; Infinity for never. */
  work: (key: string) => number;
  onError: (error: unknown, key: string) => void;
}

/**
 * Works through keys one at a time. A key that is added again while it waits
 * is worked on once; a key that fails is tried again a moment later.
 */
export class WorkQueue {
  private readonly pending = new Set<string>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private next: NodeJS.Immediate | undefined;

  private constructor(private readonly options: WorkQueueOptions) {}

  static create(options: WorkQueueOptions): WorkQueue {
    return new WorkQueue(options);
  }

  add(key: string): void {
    this.pending.add(key);
    this.wake();
  }

  /** Forgets all keys; nothing may be added after it. */
  stop(): void {
    this.pending.clear();
    this.timers.forEach(timer => clearTimeout(timer));
    clearImmediate(this.next);
  }

  private wake(): void {
    if (!this.next && this.pending.size > 0) {
      // One key a turn: requests are answered between two of them.
      this.next = setImmediate(() => {
        const [key] = this.pending;
        this.pending.delete(key);
        this.addAt(key, this.workOn(key));
        this.next = undefined;
        this.wake();
      });
    }
  }

  private workOn(key: string): number {
    try {
      return this.options.work(key);
    } catch (error) {
      this.options.onError(error, key);
      return Date.now() + RETRY_MILLIS;
    }
  }

  /** Replaces the time that was set for the key before. */
  private addAt(key: string, time: number): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    if (time < Infinity) {
      const delayMillis = Math.max(time - Date.now(), 0);
      const timer = setTimeout(
        () => this.add(key),
        Math.min(delayMillis, LONGEST_DELAY_MILLIS),
      );
      this.timers.set(key, timer);
    }
  }
}
