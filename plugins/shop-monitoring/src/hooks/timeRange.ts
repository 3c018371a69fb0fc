const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The ranges that the picker offers, in its order. */
export const RANGES = {
  '15m': 15 * MINUTE_MS,
  '1h': HOUR_MS,
  '6h': 6 * HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
};

/** @public */
export type RangeName = keyof typeof RANGES;

/** The last so many minutes, or from one moment to another. */
export type TimeRange =
  | { kind: 'last'; name: RangeName }
  | { kind: 'custom'; from: number; to: number };

/** A range in milliseconds since the epoch. */
export interface Interval {
  from: number;
  to: number;
}

const STEP_MS = 15_000;
const DEFAULT_RANGE: TimeRange = { kind: 'last', name: '1h' };

/**
 * What a range covers now. Ends on whole 15 s, so that everyone who looks at
 * the same time asks for the same.
 */
export function intervalOf(range: TimeRange, now: number): Interval {
  if (range.kind === 'custom') {
    return { from: range.from, to: range.to };
  }
  const to = Math.floor(now / STEP_MS) * STEP_MS;
  return { from: to - RANGES[range.name], to };
}

/** Reads `range=1h` or `from=…&to=…` of an address; nonsense is the last hour. */
export function readRange(params: URLSearchParams): TimeRange {
  const from = Date.parse(params.get('from') ?? '');
  const to = Date.parse(params.get('to') ?? '');
  if (from < to) {
    return { kind: 'custom', from, to };
  }
  const name = params.get('range');
  return name && Object.hasOwn(RANGES, name)
    ? { kind: 'last', name: name as RangeName }
    : DEFAULT_RANGE;
}

/** Writes a range into an address, so that it can be shared. */
export function writeRange(params: URLSearchParams, range: TimeRange) {
  params.delete('range');
  params.delete('from');
  params.delete('to');
  if (range.kind === 'last') {
    params.set('range', range.name);
  } else {
    params.set('from', new Date(range.from).toISOString());
    params.set('to', new Date(range.to).toISOString());
  }
}
