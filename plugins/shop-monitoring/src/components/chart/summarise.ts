import { ChartSeries } from './chartTypes';

/** Lowest, highest and last known value of a series. */
export interface SeriesSummary {
  last: number;
  /** Milliseconds since the epoch. */
  lastAt: number;
  lowest: number;
  highest: number;
}

/** What a series says in three numbers, or undefined without any value. */
export function summarise(series: ChartSeries): SeriesSummary | undefined {
  let summary: SeriesSummary | undefined;
  series.values.forEach((value, index) => {
    if (value === null) {
      return;
    }
    summary = {
      last: value,
      lastAt: series.times[index],
      lowest: Math.min(summary?.lowest ?? value, value),
      highest: Math.max(summary?.highest ?? value, value),
    };
  });
  return summary;
}
