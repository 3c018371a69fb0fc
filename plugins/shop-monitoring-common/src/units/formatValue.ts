import { TimeFormat } from '@shop-portal/plugin-shop-rollouts-common';
import { UnitFormat, unitTable } from './unitTable';

/** @public */
export interface FormatValueOptions extends TimeFormat {
  /** Digits behind the point; chosen by size without it. */
  decimals?: number;
}

const DURATION_STEPS: Array<[number, string]> = [
  [365.25 * 86400, 'y'],
  [7 * 86400, 'weeks'],
  [86400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
  [1e-9, 'ns'],
];

/**
 * Writes a value as the house does, by one of Grafana's unit ids: `4.2 %`,
 * `310 ms`, `4,812`, `1.5 GiB`. An id that is not known stands behind the
 * number, as in Grafana.
 *
 * @param unit - Id of the unit, also `suffix:x`, `prefix:x` and `si:x`.
 * @public
 */
export function formatValue(
  value: number | null | undefined,
  unit: string = 'none',
  options: FormatValueOptions = {},
): string {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return 'No data';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '∞' : '−∞';
  }
  const text = format(Math.abs(value), readUnit(unit), options, value);
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

function readUnit(unit: string): UnitFormat | { kind: 'prefix'; text: string } {
  const known = unitTable.get(unit);
  if (known) {
    return known;
  }
  const [, kind, text] = /^(suffix|prefix|si|count|currency):(.*)$/.exec(
    unit,
  ) ?? [undefined, 'suffix', unit];
  switch (kind) {
    case 'prefix':
      return { kind: 'prefix', text };
    case 'currency':
      return { kind: 'currency', symbol: text };
    case 'si':
      return {
        kind: 'scaled',
        base: 1000,
        suffixes: ['', 'k', 'M', 'G', 'T', 'P', 'E'].map(p => `${p}${text}`),
      };
    default:
      return { kind: 'fixed', suffix: text };
  }
}

function format(
  size: number,
  unit: ReturnType<typeof readUnit>,
  options: FormatValueOptions,
  value: number,
): string {
  const { decimals } = options;
  switch (unit.kind) {
    case 'scaled':
      return formatScaled(size, unit, decimals);
    case 'duration':
      return formatDurationOf(size * unit.seconds, decimals);
    case 'prefix':
      return `${unit.text}${number(size, decimals)}`;
    case 'currency':
      return `${unit.symbol}${number(size, decimals ?? (size < 1000 ? 2 : 0))}`;
    case 'moment':
      return formatMoment(value, options);
    case 'boolean':
      return size === 0 ? unit.no : unit.yes;
    case 'hex':
      return Math.round(size).toString(16).toUpperCase();
    case 'plain':
      return String(size);
    default:
      return withUnit(
        number(size * (unit.factor ?? 1), decimals ?? percentDecimals(unit)),
        unit.suffix,
      );
  }
}

/** House rule: percent with one decimal. */
function percentDecimals(unit: { suffix: string }): number | undefined {
  return unit.suffix === '%' ? 1 : undefined;
}

function formatScaled(
  size: number,
  unit: Extract<UnitFormat, { kind: 'scaled' }>,
  decimals: number | undefined,
): string {
  const start = unit.start ?? 0;
  const last = unit.suffixes.length - 1;
  let power = start;
  let scaled = size;
  while (scaled >= unit.base && power < last) {
    scaled /= unit.base;
    power++;
  }
  while (scaled > 0 && scaled < 1 && power > 0 && start > 0) {
    scaled *= unit.base;
    power--;
  }
  return withUnit(number(scaled, decimals), unit.suffixes[power]);
}

function formatDurationOf(
  seconds: number,
  decimals: number | undefined,
): string {
  if (seconds === 0) {
    return '0 s';
  }
  const [size, name] =
    DURATION_STEPS.find(([step]) => seconds >= step) ??
    DURATION_STEPS[DURATION_STEPS.length - 1];
  return withUnit(number(seconds / size, decimals), name);
}

function formatMoment(millis: number, { timeZone }: TimeFormat): string {
  if (Math.abs(millis) > 8.64e15) {
    return String(millis);
  }
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(millis);
}

function number(size: number, decimals: number | undefined): string {
  const digits = Math.min(Math.max(decimals ?? chooseDecimals(size), 0), 20);
  return new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: decimals === undefined ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(size);
}

/** Three digits that say something. */
function chooseDecimals(size: number): number {
  if (size === 0 || size >= 100) {
    return 0;
  }
  if (size >= 10) {
    return 1;
  }
  return size >= 1 ? 2 : Math.min(2 - Math.floor(Math.log10(size)), 10);
}

function withUnit(text: string, suffix: string): string {
  return suffix ? `${text} ${suffix}` : text;
}
