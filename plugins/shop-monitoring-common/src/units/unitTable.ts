/** How a number of a unit is written. */
export type UnitFormat =
  /** Scaled by powers of `base`, with one suffix for each power from 0 on. */
  | { kind: 'scaled'; base: number; suffixes: string[]; start?: number }
  /** Multiplied, with a suffix behind it. */
  | { kind: 'fixed'; suffix: string; factor?: number }
  /** A span of time, given in this many seconds. */
  | { kind: 'duration'; seconds: number }
  /** Money. */
  | { kind: 'currency'; symbol: string }
  /** Milliseconds since 1970. */
  | { kind: 'moment' }
  | { kind: 'boolean'; yes: string; no: string }
  | { kind: 'hex' }
  /** As it is, without thousands. */
  | { kind: 'plain' };

const SHORT = ['', 'K', 'Mil', 'Bil', 'Tri', 'Quadr'];
const SI = ['', 'k', 'M', 'G', 'T', 'P', 'E'];
const IEC = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

function scaled(
  base: number,
  prefixes: string[],
  unit: string,
  start = 0,
): UnitFormat {
  return {
    kind: 'scaled',
    base,
    suffixes: prefixes.map(prefix => `${prefix}${unit}`),
    start,
  };
}

function counted(unit: string): UnitFormat {
  return {
    kind: 'scaled',
    base: 1000,
    suffixes: SHORT.map(prefix => [prefix, unit].filter(Boolean).join(' ')),
  };
}

const fixed = (suffix: string, factor?: number): UnitFormat => ({
  kind: 'fixed',
  suffix,
  factor,
});

/** Grafana's unit ids that dashboards use most, by id. */
export const unitTable: ReadonlyMap<string, UnitFormat> = new Map<
  string,
  UnitFormat
>([
  ['none', fixed('')],
  ['short', counted('')],
  ['sishort', scaled(1000, SI, '')],
  ['percent', fixed('%')],
  ['percentunit', fixed('%', 100)],
  ['humidity', fixed('%H')],
  ['dB', fixed('dB')],
  ['hex', { kind: 'hex' }],
  ['string', { kind: 'plain' }],
  ['locale', fixed('')],

  ['bits', scaled(1024, IEC, 'b')],
  ['decbits', scaled(1000, SI, 'b')],
  ['bytes', scaled(1024, IEC, 'B')],
  ['decbytes', scaled(1000, SI, 'B')],
  ['kbytes', scaled(1024, IEC, 'B', 1)],
  ['deckbytes', scaled(1000, SI, 'B', 1)],
  ['mbytes', scaled(1024, IEC, 'B', 2)],
  ['decmbytes', scaled(1000, SI, 'B', 2)],
  ['gbytes', scaled(1024, IEC, 'B', 3)],
  ['decgbytes', scaled(1000, SI, 'B', 3)],
  // The decimal ones have the short names.
  ['Bps', scaled(1000, SI, 'B/s')],
  ['binBps', scaled(1024, IEC, 'B/s')],
  ['bps', scaled(1000, SI, 'b/s')],
  ['binbps', scaled(1024, IEC, 'b/s')],
  ['KBs', scaled(1000, SI, 'B/s', 1)],
  ['MBs', scaled(1000, SI, 'B/s', 2)],
  ['Mbits', scaled(1000, SI, 'b/s', 2)],
  ['pps', scaled(1000, SI, 'p/s')],

  ['reqps', counted('req/s')],
  ['ops', counted('ops/s')],
  ['rps', counted('rd/s')],
  ['wps', counted('wr/s')],
  ['iops', counted('io/s')],
  ['cps', counted('c/s')],
  ['eps', counted('events/s')],
  ['mps', counted('msg/s')],
  ['reqpm', counted('req/min')],
  ['opm', counted('ops/min')],
  ['rpm', counted('rd/min')],
  ['wpm', counted('wr/min')],

  ['hertz', scaled(1000, SI, 'Hz')],
  ['rotrpm', fixed('rpm')],
  ['ns', { kind: 'duration', seconds: 1e-9 }],
  ['µs', { kind: 'duration', seconds: 1e-6 }],
  ['us', { kind: 'duration', seconds: 1e-6 }],
  ['ms', { kind: 'duration', seconds: 1e-3 }],
  ['s', { kind: 'duration', seconds: 1 }],
  ['m', { kind: 'duration', seconds: 60 }],
  ['h', { kind: 'duration', seconds: 3600 }],
  ['d', { kind: 'duration', seconds: 86400 }],
  ['dtdurations', { kind: 'duration', seconds: 1 }],
  ['dtdurationms', { kind: 'duration', seconds: 1e-3 }],
  ['clocks', { kind: 'duration', seconds: 1 }],
  ['clockms', { kind: 'duration', seconds: 1e-3 }],
  ['dateTimeAsIso', { kind: 'moment' }],
  ['dateTimeAsLocal', { kind: 'moment' }],
  ['dateTimeAsSystem', { kind: 'moment' }],
  ['dateTimeFromNow', { kind: 'moment' }],

  ['celsius', fixed('°C')],
  ['fahrenheit', fixed('°F')],
  ['farenheit', fixed('°F')],
  ['kelvin', fixed('K')],
  ['watt', scaled(1000, SI, 'W')],
  ['kwatt', scaled(1000, SI, 'W', 1)],
  ['watth', scaled(1000, SI, 'Wh')],
  ['kwatth', scaled(1000, SI, 'Wh', 1)],
  ['volt', scaled(1000, SI, 'V')],
  ['amp', scaled(1000, SI, 'A')],
  ['ppm', fixed('ppm')],
  ['currencyUSD', { kind: 'currency', symbol: '$' }],
  ['currencyGBP', { kind: 'currency', symbol: '£' }],
  ['currencyEUR', { kind: 'currency', symbol: '€' }],
  ['currencyJPY', { kind: 'currency', symbol: '¥' }],
  ['currencyKRW', { kind: 'currency', symbol: '₩' }],

  ['bool', { kind: 'boolean', yes: 'True', no: 'False' }],
  ['bool_yes_no', { kind: 'boolean', yes: 'Yes', no: 'No' }],
  ['bool_on_off', { kind: 'boolean', yes: 'On', no: 'Off' }],
]);
