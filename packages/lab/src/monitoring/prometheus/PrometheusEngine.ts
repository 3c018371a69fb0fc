import { compileQuery } from './promql/compileQuery';
import { PromqlError } from './promql/PromqlError';
import {
  keyOf,
  Points,
  SampleReader,
  SeriesSource,
  Value,
  ValueType,
} from './promql/values';

/** The real server's bound; one more is let through there as well. */
const MAX_STEPS = 11_000;

/** Evaluates queries; times are in seconds since the epoch. */
export class PrometheusEngine {
  constructor(private readonly source: SeriesSource) {}

  instant(query: string, time: number): { type: ValueType; value: Value } {
    const { type, evaluate, reach } = compileQuery(query);
    const range = { start: time - reach, end: time };
    const reader = new SampleReader(this.source, range);
    return { type, value: evaluate(reader, time) };
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
    const { type, evaluate, reach } = compileQuery(query);
    if (type !== 'vector' && type !== 'scalar') {
      throw PromqlError.badData(
        `invalid parameter "query": invalid expression type "${
          type === 'matrix' ? 'range vector' : type
        }" for range query, must be Scalar or instant Vector`,
      );
    }
    const reader = new SampleReader(this.source, { start: start - reach, end });
    const found = new Map<string, Points>();
    for (let i = 0; start + i * step <= end; i++) {
      const time = start + i * step;
      const value = evaluate(reader, time);
      const samples = Array.isArray(value)
        ? value
        : [{ labels: {}, value: value as number }];
      for (const sample of samples) {
        const key = keyOf(sample.labels);
        const points = found.get(key) ?? { labels: sample.labels, points: [] };
        points.points.push([time, sample.value]);
        found.set(key, points);
      }
    }
    return [...found.values()];
  }
}

/** Numbers as the API writes them: text, with Go's names of the special ones. */
export function formatValue(value: number): string {
  if (Number.isFinite(value) || Number.isNaN(value)) {
    return String(value);
  }
  return value > 0 ? '+Inf' : '-Inf';
}
