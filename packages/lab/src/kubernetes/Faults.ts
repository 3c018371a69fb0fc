import { EventEmitter } from 'events';

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

/** What is wrong with one cluster's API server, on demand; emits `change`. */
export class Faults extends EventEmitter {
  current: Readonly<FaultState> = HEALTHY;

  set(change: Partial<FaultState>): void {
    this.current = { ...this.current, ...change };
    this.emit('change');
  }

  heal(): void {
    this.set(HEALTHY);
  }
}
