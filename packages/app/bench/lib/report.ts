import fs from 'node:fs';

/** One table of the report that `yarn bench` prints. */
export interface Section {
  title: string;
  columns: string[];
  rows: string[][];
  notes?: string[];
  goals?: Array<{ goal: string; met: boolean }>;
}

/** Hands the report to `yarn bench`. */
export function writeReport(sections: Section[]): void {
  const { BENCH_RESULTS } = process.env;
  if (!BENCH_RESULTS) {
    throw new Error('Start this with `yarn bench`.');
  }
  fs.writeFileSync(BENCH_RESULTS, JSON.stringify(sections));
}

/** The value below which this share of the values lies. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}
