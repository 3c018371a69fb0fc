export interface BackoffOptions {
  initialMillis: number;
  maxMillis: number;
}

export const DEFAULT_BACKOFF: BackoffOptions = {
  initialMillis: 500,
  maxMillis: 15_000,
};

/** Exponential waiting times with jitter, so that watches do not reconnect in step. */
export class Backoff {
  private attempts = 0;

  constructor(private readonly options: BackoffOptions) {}

  next(): number {
    const ceiling = Math.min(
      this.options.initialMillis * 2 ** this.attempts,
      this.options.maxMillis,
    );
    this.attempts += 1;
    return ceiling / 2 + Math.random() * (ceiling / 2);
  }

  reset(): void {
    this.attempts = 0;
  }
}
