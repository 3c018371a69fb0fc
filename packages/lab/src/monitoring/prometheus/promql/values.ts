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

export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string';
export type Value = number | string | Sample[];

/** Reads samples for one query, each of them once. */
export class SampleReader {
  private readonly cache = new Map<Series, Map<number, number | undefined>>();
  private readonly selected = new Map<Matcher[], Series[]>();

  constructor(
    private readonly source: SeriesSource,
    /** The whole range of time that the query covers. */
    private readonly range: { start: number; end: number },
  ) {}

  instant(matchers: Matcher[], time: number): Sample[] {
    const tick = Math.floor(time / SCRAPE_SECONDS);
    return this.select(matchers).flatMap(series => {
      const value = this.sample(series, tick);
      return value === undefined ? [] : [{ labels: series.labels, value }];
    });
  }

  /** The samples after `time - seconds`, until `time`. */
  window(matchers: Matcher[], time: number, seconds: number): Points[] {
    const first = Math.floor((time - seconds) / SCRAPE_SECONDS) + 1;
    const last = Math.floor(time / SCRAPE_SECONDS);
    return this.select(matchers).flatMap(series => {
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

  private select(matchers: Matcher[]): Series[] {
    let series = this.selected.get(matchers);
    if (!series) {
      const { start, end } = this.range;
      series = this.source
        .series()
        .filter(
          each =>
            matchesAll(matchers, each.labels) && each.existsWithin(start, end),
        );
      this.selected.set(matchers, series);
    }
    return series;
  }

  private sample(series: Series, tick: number): number | undefined {
    let samples = this.cache.get(series);
    if (!samples) {
      samples = new Map();
      this.cache.set(series, samples);
    }
    if (!samples.has(tick)) {
      samples.set(tick, series.at(tick * SCRAPE_SECONDS));
    }
    return samples.get(tick);
  }
}

export function withoutName(labels: Labels): Labels {
  const { __name__: _name, ...rest } = labels;
  return rest;
}

export function keyOf(labels: Labels): string {
  return JSON.stringify(
    Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
