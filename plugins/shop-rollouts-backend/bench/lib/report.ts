/** One table of the report that `yarn bench` prints. */
export interface Section {
  title: string;
  columns: string[];
  rows: string[][];
  notes?: string[];
  goals?: Array<{ goal: string; met: boolean }>;
}

/** The value below which this share of the values lies. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

/** `12.3 ms` */
export function millis(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}
