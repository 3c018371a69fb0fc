const UNITS: Record<string, number> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** Seconds of a Prometheus duration such as `1h30m`, or of a number. */
export function parseDuration(text: string): number | undefined {
  if (/^[+-]?\d*\.?\d+(e[+-]?\d+)?$/i.test(text)) {
    return Number(text);
  }
  if (!/^(\d+(ms|[smhdwy]))+$/.test(text)) {
    return undefined;
  }
  return [...text.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNITS[unit],
    0,
  );
}
