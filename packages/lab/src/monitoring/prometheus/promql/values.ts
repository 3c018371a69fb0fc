import { Labels, SCRAPE_SECONDS, Series } from '../../traffic/Series';
import { Matcher, matchesAll } from './matchers';

/** What a query is evaluated against: Prometheus' own store. */
export interface SeriesSource {
  series(): readonly Series[];
}

export interface Sample {
  labels: Labels;
  value: number;
}

/** Points of one series; times are in seconds since the epoch. */
export interface Points {
  labels: Labels;
  points: Array<[time: number, value: number]>;
}

/** A scalar, a string, or an instant vector. */
export type Value = number | string | Sample[];

/** Reads samples for one query, each of them once. */
export class SampleReader {
  private readonly samples = new Map<Series, Map<number, number | undefined>>();

  constructor(private readonly source: SeriesSource) {}

  select(matchers: Matcher[]): Series[] {
    return this.source
      .series()
      .filter(({ labels }) => matchesAll(matchers, labels));
  }

  instant(selected: Series[], time: number): Sample[] {
    const tick = Math.floor(time / SCRAPE_SECONDS);
    return selected.flatMap(series => {
      const value = this.sample(series, tick);
      return value === undefined ? [] : [{ labels: series.labels, value }];
    });
  }

  /** The samples from `time - seconds` until `time`, with both ends. */
  window(selected: Series[], time: number, seconds: number): Points[] {
    const first = Math.ceil((time - seconds) / SCRAPE_SECONDS);
    const last = Math.floor(time / SCRAPE_SECONDS);
    return selected.flatMap(series => {
      const points: Points['points'] = [];
      for (let tick = first; tick <= last; tick++) {
        const value = this.sample(series, tick);
        if (value !== undefined) {
          points.push([tick * SCRAPE_SECONDS, value]);
        }
      }
      return points.length === 0 ? [] : [{ labels: series.labels, points }];
    });
  }

  private sample(series: Series, tick: number): number | undefined {
    const known = this.samples.get(series) ?? new Map();
    this.samples.set(series, known);
    if (!known.has(tick)) {
      known.set(tick, series.at(tick * SCRAPE_SECONDS));
    }
    return known.get(tick);
  }
}

export function withoutName(labels: Labels): Labels {
  const { __name__: _name, ...rest } = labels;
  return rest;
}

/** The order in which Prometheus lists series. */
export function compareLabels(a: Labels, b: Labels): number {
  const [first, second] = [a, b].map(labels =>
    Object.entries(labels).sort().flat(),
  );
  for (let i = 0; i < Math.min(first.length, second.length); i++) {
    if (first[i] !== second[i]) {
      return first[i] < second[i] ? -1 : 1;
    }
  }
  return first.length - second.length;
}

export function keyOf(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort());
}
