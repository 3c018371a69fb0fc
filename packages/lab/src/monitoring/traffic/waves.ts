import { createHash } from 'node:crypto';

/** Keeps the integrals small enough to be exact to a millisecond. */
const ORIGIN = Date.UTC(2026, 0, 1) / 1000;

/** How traffic rises and falls: length in seconds, and share of the mean. */
const PERIODS: ReadonlyArray<[seconds: number, amplitude: number]> = [
  [86_400, 0.2],
  [4_020, 0.1],
  [660, 0.07],
  [97, 0.05],
  [23, 0.03],
];

/**
 * A level around 1 that wanders, the same for the same name at any time asked.
 *
 * @remarks
 * A sum of sines, so that a counter's value is known at any time without
 * adding up what came before.
 */
export class Wave {
  private constructor(private readonly phases: number[]) {}

  static create(name: string): Wave {
    const hash = createHash('sha256').update(name).digest();
    return new Wave(
      PERIODS.map((_, i) => (hash.readUInt32BE(i * 4) / 2 ** 32) * 2 * Math.PI),
    );
  }

  /** The level at a time, in seconds since the epoch. */
  level(time: number): number {
    return PERIODS.reduce(
      (sum, [seconds, amplitude], i) =>
        sum +
        amplitude *
          Math.sin((2 * Math.PI * (time - ORIGIN)) / seconds + this.phases[i]),
      1,
    );
  }

  /** What the level adds up to between two times. */
  integral(from: number, to: number): number {
    return this.primitive(to) - this.primitive(from);
  }

  private primitive(time: number): number {
    return PERIODS.reduce((sum, [seconds, amplitude], i) => {
      const speed = (2 * Math.PI) / seconds;
      const angle = speed * (time - ORIGIN) + this.phases[i];
      return sum - (amplitude / speed) * Math.cos(angle);
    }, time - ORIGIN);
  }
}
