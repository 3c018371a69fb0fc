export interface FaultState {
  /** Refuse connections, and cut those that are open. */
  down: boolean;
  /** Wait this long before each answer. */
  delayMillis: number;
  /** Answer every request with 429. */
  status429: boolean;
  /** Store the next status patch of a Rollout, but hide it from controllers. */
  loseNextPatch: boolean;
}

const HEALTHY: FaultState = {
  down: false,
  delayMillis: 0,
  status429: false,
  loseNextPatch: false,
};

/** What is wrong with one cluster's API server, on demand. */
export class Faults {
  private state = HEALTHY;
  private readonly listeners = new Set<() => void>();

  get current(): Readonly<FaultState> {
    return this.state;
  }

  set(change: Partial<FaultState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) {
      listener();
    }
  }

  heal(): void {
    this.set(HEALTHY);
  }

  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }
}
