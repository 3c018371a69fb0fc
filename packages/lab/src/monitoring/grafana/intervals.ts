import { parseDuration } from '../prometheus/promql/durations';

const NICE_SECONDS = [
  1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200,
  10_800, 21_600, 43_200, 86_400,
];
const MAX_POINTS = 11_000;

/** The distance of a query's points in seconds, as Grafana chooses it. */
export function readStep(
  query: { interval: string; maxDataPoints: number },
  { from, to }: { from: number; to: number },
  scrape: number,
): number {
  const wanted = (to - from) / query.maxDataPoints;
  const least = parseDuration(query.interval) ?? scrape;
  const nice =
    NICE_SECONDS.find(seconds => seconds >= wanted) ??
    Math.ceil(wanted / 86_400) * 86_400;
  return Math.max(nice, least, Math.ceil((to - from) / MAX_POINTS));
}

/** Fills in `$__interval` and its like, with or without braces. */
export function expandIntervals(
  expr: string,
  { step, range, scrape }: { step: number; range: number; scrape: number },
): string {
  const rate = Math.max(step + scrape, 4 * scrape);
  const values: Record<string, string> = {
    interval: `${step}s`,
    interval_ms: String(step * 1000),
    rate_interval: `${rate}s`,
    rate_interval_ms: String(rate * 1000),
    range: `${Math.round(range)}s`,
    range_s: String(Math.round(range)),
    range_ms: String(Math.round(range * 1000)),
  };
  return expr.replace(
    /\$\{__(\w+)\}|\$__(\w+)/g,
    (whole, braced?: string, bare?: string) =>
      values[braced ?? bare ?? ''] ?? whole,
  );
}
