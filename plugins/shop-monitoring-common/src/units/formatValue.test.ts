import { formatValue } from './formatValue';
import { unitTable } from './unitTable';

describe('formatValue', () => {
  it.each<[number | null, string | undefined, string]>([
    [4.23, 'percent', '4.2 %'],
    [0.0423, 'percentunit', '4.2 %'],
    [1, 'percentunit', '100.0 %'],
    [4812, 'none', '4,812'],
    [4812, undefined, '4,812'],
    [4812, 'short', '4.81 K'],
    [3_000_000_000, 'short', '3 Bil'],
    [4812, 'sishort', '4.81 k'],
    [1536, 'bytes', '1.5 KiB'],
    [1536, 'decbytes', '1.54 kB'],
    [2 ** 31, 'bytes', '2 GiB'],
    [0, 'bytes', '0 B'],
    [0.5, 'mbytes', '512 KiB'],
    [2048, 'mbytes', '2 GiB'],
    // Decimal, although bytes are binary.
    [1536, 'Bps', '1.54 kB/s'],
    [1536, 'binBps', '1.5 KiB/s'],
    [9_500_000, 'bps', '9.5 Mb/s'],
    [12.14, 'reqps', '12.1 req/s'],
    [1500, 'reqps', '1.5 K req/s'],
    [0.31, 's', '310 ms'],
    [310, 'ms', '310 ms'],
    [90, 's', '1.5 min'],
    [3, 'd', '3 d'],
    [250, 'ns', '250 ns'],
    [1500, 'µs', '1.5 ms'],
    [0, 'ms', '0 s'],
    [21.46, 'celsius', '21.5 °C'],
    [1234.5, 'currencyUSD', '$1,235'],
    [9.5, 'currencyEUR', '€9.50'],
    [0, 'bool_yes_no', 'No'],
    [1, 'bool', 'True'],
    [255, 'hex', 'FF'],
    [1_000_000, 'string', '1000000'],
    [1_795_356_126_000, 'dateTimeAsIso', '22 Nov 2026, 14:02'],
    [5, 'cups', '5 cups'],
    [5, 'suffix:cups', '5 cups'],
    [5, 'prefix:~', '~5'],
    [4200, 'si:m', '4.2 km'],
    [-1536, 'bytes', '−1.5 KiB'],
    [-0.0000001, 'percent', '0.0 %'],
    [0.000_42, 'none', '0.00042'],
    [null, 'percent', 'No data'],
    [NaN, 'percent', 'No data'],
    [Infinity, 'percent', '∞'],
    [-Infinity, 'ms', '−∞'],
  ])('%s %s → %s', (value, unit, text) => {
    expect(formatValue(value, unit, { timeZone: 'UTC' })).toBe(text);
  });

  it('takes the decimals that the panel asks for', () => {
    expect(formatValue(4.2, 'percent', { decimals: 3 })).toBe('4.200 %');
    expect(formatValue(4.2, 'none', { decimals: 0 })).toBe('4');
    expect(formatValue(4.2, 'none', { decimals: 400 })).toContain('4.2');
  });

  it('writes every known unit in every size', () => {
    expect(unitTable.size).toBeGreaterThanOrEqual(60);
    for (const unit of unitTable.keys()) {
      for (const value of [0, 1e-12, 0.5, 1, 999.9, 1e6, 1e18, -3]) {
        expect(formatValue(value, unit)).not.toMatch(/undefined|NaN|Invalid/);
      }
    }
  });
});
