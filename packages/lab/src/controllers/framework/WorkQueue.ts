import type { Clock } from './Clock';
import type { ReconcileResult } from './Controller';

const FIRST_RETRY_MILLIS = 10;
const LAST_RETRY_MILLIS = 30_000;

interface WorkQueueOptions {
  clock: Clock;
  work: (key: string) => ReconcileResult;
  onError: (error: unknown, key: string) => void;
}

/**
 * Works through keys one at a time. A key that is added again while it waits
 * is worked on once; a key that fails is tried again with growing delay.
 */
export class WorkQueue {
  private readonly pending = new Set<string>();
  private readonly timers = new Map<
    string,
    { dueMillis: number; cancel: () => void }
  >();
  private readonly failures = new Map<string, number>();
  private next: NodeJS.Immediate | undefined;
  private stopped = false;

  private constructor(private readonly options: WorkQueueOptions) {}

  static create(options: WorkQueueOptions): WorkQueue {
    return new WorkQueue(options);
  }

  add(key: string): void {
    if (this.stopped) {
      return;
    }
    this.pending.add(key);
    this.wake();
  }

  /** The earliest of several delays of one key counts. */
  addAfter(key: string, delayMillis: number): void {
    const dueMillis = this.options.clock.now() + delayMillis;
    const earlier = this.timers.get(key);
    if (this.stopped || (earlier && earlier.dueMillis <= dueMillis)) {
      return;
    }
    earlier?.cancel();
    const cancel = this.options.clock.schedule(delayMillis, () => {
      this.timers.delete(key);
      this.add(key);
    });
    this.timers.set(key, { dueMillis, cancel });
  }

  stop(): void {
    this.stopped = true;
    this.pending.clear();
    for (const { cancel } of this.timers.values()) {
      cancel();
    }
    this.timers.clear();
    if (this.next) {
      clearImmediate(this.next);
    }
  }

  private wake(): void {
    if (!this.next && this.pending.size > 0) {
      // One key a turn: requests are answered between two reconciliations.
      this.next = setImmediate(() => {
        this.next = undefined;
        this.workOnNext();
        this.wake();
      });
    }
  }

  private workOnNext(): void {
    const [key] = this.pending;
    this.pending.delete(key);
    try {
      const { requeueAfterMillis } = this.options.work(key);
      this.failures.delete(key);
      if (requeueAfterMillis !== undefined) {
        this.addAfter(key, requeueAfterMillis);
      }
    } catch (error) {
      const failures = (this.failures.get(key) ?? 0) + 1;
      this.failures.set(key, failures);
      this.options.onError(error, key);
      this.addAfter(
        key,
        Math.min(FIRST_RETRY_MILLIS * 2 ** failures, LAST_RETRY_MILLIS),
      );
    }
  }
}
