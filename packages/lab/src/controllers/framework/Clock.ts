/** Time as the controllers see it; tests put their own in its place. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after the delay; the result cancels it. */
  schedule(delayMillis: number, callback: () => void): () => void;
}

/** Far enough away that looking again then costs nothing. */
const LONGEST_DELAY_MILLIS = 3_600_000;

export class SystemClock implements Clock {
  private constructor() {}

  static create(): SystemClock {
    return new SystemClock();
  }

  now(): number {
    return Date.now();
  }

  schedule(delayMillis: number, callback: () => void): () => void {
    const timer = setTimeout(
      callback,
      Math.min(Math.max(delayMillis, 0), LONGEST_DELAY_MILLIS),
    );
    return () => clearTimeout(timer);
  }
}
