const COLORS = 5;
const DASHES = [[], [6, 4], [2, 3]];

/** The token that colours the n-th series; the theme sets it. */
export function seriesColorToken(index: number): string {
  return `--shop-chart-${(index % COLORS) + 1}`;
}

/** The line of the n-th series: solid, dashed, dotted, so never colour alone. */
export function seriesDash(index: number): number[] {
  return DASHES[index % DASHES.length];
}
