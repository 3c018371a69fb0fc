import type { Clock } from '../framework/Clock';

/** Stands still until a test moves it. */
export class FakeClock implements Clock {
  private readonly timers = new Set<{ dueMillis: number; run: () => void }>();
  private millis: number;

  /** Starts now, as the store takes its timestamps from the real clock. */
  constructor(start = Math.floor(Date.now() / 1_000) * 1_000) {
    this.millis = start;
  }

  now(): number {
    return this.millis;
  }

  schedule(delayMillis: number, callback: () => void): () => void {
    const timer = { dueMillis: this.millis + delayMillis, run: callback };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  advance(millis: number): void {
    this.millis += millis;
    const due = [...this.timers]
      .filter(({ dueMillis }) => dueMillis <= this.millis)
      .sort((a, b) => a.dueMillis - b.dueMillis);
    for (const timer of due) {
      this.timers.delete(timer);
      timer.run();
    }
  }
}
