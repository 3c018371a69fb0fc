import { ChartSeries } from './chartTypes';

/** Columns as uPlot reads them: one of seconds, then one for each series. */
export type AlignedColumns = [
  number[],
  ...Array<Array<number | null | undefined>>,
];

/**
 * Puts series with times of their own on common times. Where a series has no
 * sample at a time the cell is `undefined`, which draws through; `null` stays
 * a gap. Stacked series are summed from the first one up.
 */
export function alignSeries(
  series: ChartSeries[],
  isStacked: boolean,
): AlignedColumns {
  const times = [...new Set(series.flatMap(one => one.times))].sort(
    (a, b) => a - b,
  );
  const rowOf = new Map(times.map((time, row) => [time, row]));
  const columns = series.map(one => {
    const column = new Array<number | null | undefined>(times.length);
    one.times.forEach((time, index) => {
      column[rowOf.get(time)!] = one.values[index];
    });
    return column;
  });
  if (isStacked) {
    for (let index = 1; index < columns.length; index++) {
      columns[index] = columns[index].map((value, row) => {
        const below = columns[index - 1][row];
        return typeof value === 'number' ? value + (below ?? 0) : value;
      });
    }
  }
  return [times.map(time => time / 1000), ...columns];
}
