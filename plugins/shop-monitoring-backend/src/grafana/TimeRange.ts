export interface TimeRange {
  /** Milliseconds since 1970. */
  from: number;
  to: number;
}

const SECOND = 1000;
const UNITS: Record<string, number> = {
  ms: 1,
  s: SECOND,
  m: 60 * SECOND,
  h: 3600 * SECOND,
  d: 86400 * SECOND,
  w: 7 * 86400 * SECOND,
};

/** Steps that fall on times that people like. */
const NICE_STEPS = [
  ...[1, 2, 5, 10, 15, 20, 30].map(seconds => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 20, 30].map(minutes => minutes * UNITS.m),
  ...[1, 2, 3, 6, 12, 24].map(hours => hours * UNITS.h),
];

/** The distance of points, so that one falls on about each pixel. */
export function chooseInterval(
  { from, to }: TimeRange,
  width: number,
  minMillis = 0,
): number {
  const wanted = Math.max((to - from) / width, minMillis);
  return NICE_STEPS.find(step => step >= wanted) ?? UNITS.d;
}

/** Milliseconds of `15s`, `>2m`, `1h`; undefined for anything else. */
export function parseDuration(text: string | undefined): number | undefined {
  const match = /^>?\s*(\d{1,6})(ms|[smhdw])$/.exec(text?.trim() ?? '');
  return match ? Number(match[1]) * UNITS[match[2]] : undefined;
}

/**
 * Moves both ends down to a whole multiple, so that those who look at the same
 * span within it ask the same.
 */
export function alignRange({ from, to }: TimeRange, step: number): TimeRange {
  const start = Math.floor(from / step) * step;
  return {
    from: start,
    to: Math.max(Math.floor(to / step) * step, start + step),
  };
}

/** A duration as Prometheus writes it. */
export function formatDurationText(millis: number): string {
  return `${Math.max(1, Math.round(millis / SECOND))}s`;
}
