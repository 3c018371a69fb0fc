import { Wave } from './waves';

export type Labels = Readonly<Record<string, string>>;

/** Every sample in the lab is taken this often. */
export const SCRAPE_SECONDS = 5;

/** Times are in seconds since the epoch; `to` is Infinity while it goes on. */
export interface Segment {
  from: number;
  to: number;
  /** Per second in a counter, the value itself in a gauge. */
  constant?: number;
  /** Added to the constant; varies with the wave. */
  terms?: ReadonlyArray<{ wave: Wave; weight: number }>;
}

/** One series of samples, known at every time without being stored. */
export class Series {
  private readonly segments: Array<Segment & { before: number }> = [];

  constructor(
    readonly labels: Labels,
    private readonly kind: 'counter' | 'gauge',
  ) {}

  /** Segments come in the order of time and do not overlap. */
  add(segment: Segment): void {
    this.segments.push({ ...segment, before: this.total(segment.from) });
  }

  /** The value that a scrape at this time finds, if there is one. */
  at(time: number): number | undefined {
    const segment = this.segments.findLast(({ from }) => from <= time);
    if (!segment || time >= segment.to) {
      return undefined;
    }
    return this.kind === 'gauge' ? levelOf(segment, time) : this.total(time);
  }

  /** Where the series was or is there within a range of time. */
  existsWithin(start: number, end: number): boolean {
    return this.segments.some(({ from, to }) => from <= end && to > start);
  }

  /** What a counter has counted until then, also after its end. */
  private total(time: number): number {
    const segment = this.segments.findLast(({ from }) => from <= time);
    if (!segment) {
      return 0;
    }
    const { from, constant = 0, terms = [], before } = segment;
    const end = Math.min(segment.to, time);
    return terms.reduce(
      (sum, { wave, weight }) => sum + weight * wave.integral(from, end),
      before + constant * (end - from),
    );
  }
}

function levelOf(segment: Segment, time: number): number {
  const { constant = 0, terms = [] } = segment;
  return terms.reduce(
    (sum, { wave, weight }) => sum + weight * wave.level(time),
    constant,
  );
}
