export interface Points {
  /** Ascending. */
  times: number[];
  values: Array<number | null>;
}

/**
 * Keeps the first, lowest, highest and last point of each pixel column, and a
 * gap where there is one: what is drawn does not change, and no extreme is
 * lost.
 */
export function downsample(
  { times, values }: Points,
  range: { from: number; to: number },
  columns: number,
): Points {
  if (times.length <= columns * 2) {
    return { times, values };
  }
  const width = Math.max(range.to - range.from, 1) / columns;
  const kept: number[] = [];
  for (let start = 0; start < times.length; ) {
    const column = Math.floor((times[start] - range.from) / width);
    let end = start + 1;
    while (
      end < times.length &&
      Math.floor((times[end] - range.from) / width) === column
    ) {
      end++;
    }
    kept.push(...chooseOfColumn(values, start, end));
    start = end;
  }
  return {
    times: kept.map(index => times[index]),
    values: kept.map(index => values[index]),
  };
}

/** Indices in order, without repetition; `end` is behind the last. */
function chooseOfColumn(
  values: ReadonlyArray<number | null>,
  start: number,
  end: number,
): number[] {
  const chosen = new Set([start, end - 1]);
  let lowest: number | undefined;
  let highest: number | undefined;
  let gap: number | undefined;
  for (let index = start; index < end; index++) {
    const value = values[index];
    if (value === null) {
      gap = gap ?? index;
    } else {
      lowest = isBeyond(values, lowest, value, -1) ? index : lowest;
      highest = isBeyond(values, highest, value, 1) ? index : highest;
    }
  }
  for (const index of [lowest, highest, gap]) {
    if (index !== undefined) {
      chosen.add(index);
    }
  }
  return [...chosen].sort((a, b) => a - b);
}

function isBeyond(
  values: ReadonlyArray<number | null>,
  known: number | undefined,
  value: number,
  direction: 1 | -1,
): boolean {
  const other = known === undefined ? null : values[known];
  return other === null || (value - other) * direction > 0;
}
