import { compileQuery } from './promql/compileQuery';
import { PromqlError } from './promql/PromqlError';
import {
  compareLabels,
  keyOf,
  Points,
  Sample,
  SeriesSource,
  Value,
} from './promql/values';

/** The real server's bound; one more is let through there as well. */
const MAX_STEPS = 11_000;

/** Evaluates queries; times are in seconds since the epoch. */
export class PrometheusEngine {
  constructor(private readonly source: SeriesSource) {}

  instant(query: string, time: number): Value {
    return compileQuery(query, this.source)(time);
  }

  range(
    query: string,
    range: { start: number; end: number; step: number },
  ): Points[] {
    const { start, end, step } = range;
    if ((end - start) / step > MAX_STEPS) {
      throw PromqlError.badData(
        'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
      );
    }
    const evaluate = compileQuery(query, this.source);
    const found = new Map<string, Points>();
    for (let i = 0; start + i * step <= end; i++) {
      const time = start + i * step;
      const value = evaluate(time);
      if (typeof value === 'string') {
        throw PromqlError.badData(
          'invalid parameter "query": invalid expression type "string" for range query, must be Scalar or instant Vector',
        );
      }
      for (const sample of toSamples(value)) {
        const key = keyOf(sample.labels);
        const points = found.get(key) ?? { labels: sample.labels, points: [] };
        points.points.push([time, sample.value]);
        found.set(key, points);
      }
    }
    return [...found.values()].sort((a, b) =>
      compareLabels(a.labels, b.labels),
    );
  }
}

/** A scalar is one sample without labels. */
export function toSamples(value: Value): Sample[] {
  return Array.isArray(value) ? value : [{ labels: {}, value: Number(value) }];
}

/** Numbers as the API writes them: text, with Go's names of the special ones. */
export function formatValue(value: number): string {
  if (Number.isFinite(value) || Number.isNaN(value)) {
    return String(value);
  }
  return value > 0 ? '+Inf' : '-Inf';
}
