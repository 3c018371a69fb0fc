import { Labels } from '../../traffic/Series';
import { keyOf, Points, Sample, withoutName } from './values';

type PointFunction = (
  points: Points['points'],
  window: { start: number; end: number },
) => number | undefined;

const values = (points: Points['points']) => points.map(([, value]) => value);
const total = (numbers: number[]) =>
  numbers.reduce((sum, value) => sum + value, 0);

/** What is no number counts only where there is nothing else. */
function least(numbers: number[]): number {
  return numbers.reduce((a, b) => (b < a || Number.isNaN(a) ? b : a));
}

function greatest(numbers: number[]): number {
  return numbers.reduce((a, b) => (b > a || Number.isNaN(a) ? b : a));
}

/** Functions over the samples of a window. */
export const RANGE_FUNCTIONS: Readonly<Record<string, PointFunction>> = {
  increase: (points, window) => extrapolated(points, window),
  rate: (points, window) => {
    const increase = extrapolated(points, window);
    return increase === undefined
      ? undefined
      : increase / (window.end - window.start);
  },
  avg_over_time: points => total(values(points)) / points.length,
  min_over_time: points => least(values(points)),
  max_over_time: points => greatest(values(points)),
  sum_over_time: points => total(values(points)),
  count_over_time: points => points.length,
  last_over_time: points => points[points.length - 1][1],
};

/** What the counter rose by, stretched to the window as Prometheus does. */
function extrapolated(
  points: Points['points'],
  { start, end }: { start: number; end: number },
): number | undefined {
  if (points.length < 2) {
    return undefined;
  }
  const [firstTime, firstValue] = points[0];
  const [lastTime] = points[points.length - 1];
  let rise = 0;
  for (let i = 1; i < points.length; i++) {
    const step = points[i][1] - points[i - 1][1];
    rise += step < 0 ? points[i][1] : step;
  }
  const sampled = lastTime - firstTime;
  const between = sampled / (points.length - 1);
  let toStart = firstTime - start;
  let toEnd = end - lastTime;
  if (rise > 0 && firstValue >= 0) {
    // A counter is not below zero.
    toStart = Math.min(toStart, sampled * (firstValue / rise));
  }
  toStart = toStart >= between * 1.1 ? between / 2 : toStart;
  toEnd = toEnd >= between * 1.1 ? between / 2 : toEnd;
  return rise * ((sampled + toStart + toEnd) / sampled);
}

/** `histogram_quantile` over classic buckets. */
export function histogramQuantile(
  quantile: number,
  samples: Sample[],
): Sample[] {
  const groups = new Map<
    string,
    { labels: Labels; buckets: Array<[bound: number, count: number]> }
  >();
  for (const { labels, value } of samples) {
    const { le, ...rest } = withoutName(labels);
    if (le !== undefined) {
      const key = keyOf(rest);
      const group = groups.get(key) ?? { labels: rest, buckets: [] };
      group.buckets.push([le === '+Inf' ? Infinity : Number(le), value]);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ labels, buckets }) => ({
    labels,
    value: quantileOf(
      quantile,
      buckets.sort(([a], [b]) => a - b),
    ),
  }));
}

function quantileOf(
  quantile: number,
  buckets: Array<[bound: number, count: number]>,
): number {
  if (!(quantile >= 0 && quantile <= 1)) {
    return Number.isNaN(quantile) ? NaN : quantile * Infinity;
  }
  const [lastBound, count] = buckets[buckets.length - 1];
  if (lastBound !== Infinity || buckets.length < 2 || count === 0) {
    return NaN;
  }
  const rank = quantile * count;
  const index = buckets.findIndex(([, cumulative]) => cumulative >= rank);
  if (index === buckets.length - 1) {
    return buckets[index - 1][0];
  }
  const [lower, below] = index === 0 ? [0, 0] : buckets[index - 1];
  const [upper, until] = buckets[index];
  return lower + (upper - lower) * ((rank - below) / (until - below || 1));
}

export const AGGREGATIONS: Readonly<
  Record<string, (numbers: number[]) => number>
> = {
  sum: total,
  avg: numbers => total(numbers) / numbers.length,
  min: least,
  max: greatest,
  count: numbers => numbers.length,
};

/** `sum by (…)` and its like. */
export function aggregate(
  operator: string,
  samples: Sample[],
  grouping: { labels: string[]; without: boolean },
): Sample[] {
  const groups = new Map<string, { labels: Labels; numbers: number[] }>();
  for (const { labels, value } of samples) {
    const kept = Object.fromEntries(
      Object.entries(withoutName(labels)).filter(
        ([name]) => grouping.labels.includes(name) !== grouping.without,
      ),
    );
    const key = keyOf(kept);
    const group = groups.get(key) ?? { labels: kept, numbers: [] };
    group.numbers.push(value);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ labels, numbers }) => ({
    labels,
    value: AGGREGATIONS[operator](numbers),
  }));
}
