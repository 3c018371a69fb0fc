import { intervalOf, readRange, TimeRange, writeRange } from './timeRange';

const HOUR: TimeRange = { kind: 'last', name: '1h' };

describe('readRange', () => {
  it.each<[string, TimeRange]>([
    ['', HOUR],
    ['range=7d', { kind: 'last', name: '7d' }],
    ['range=toString', HOUR],
    ['from=2026-11-22T14:00:00Z', HOUR],
    ['from=2026-11-22T15:00:00Z&to=2026-11-22T14:00:00Z', HOUR],
    ['from=nonsense&to=2026-11-22T14:00:00Z', HOUR],
    [
      'from=2026-11-22T14:00:00Z&to=2026-11-22T15:00:00Z',
      {
        kind: 'custom',
        from: Date.parse('2026-11-22T14:00:00Z'),
        to: Date.parse('2026-11-22T15:00:00Z'),
      },
    ],
  ])('%s', (search, range) => {
    expect(readRange(new URLSearchParams(search))).toEqual(range);
  });
});

describe('writeRange', () => {
  it('replaces one kind by the other and leaves the rest', () => {
    const params = new URLSearchParams('env=prod&range=1h');
    const custom: TimeRange = { kind: 'custom', from: 0, to: 60_000 };
    writeRange(params, custom);
    expect(readRange(params)).toEqual(custom);
    writeRange(params, HOUR);
    expect(params.toString()).toBe('env=prod&range=1h');
  });
});

describe('intervalOf', () => {
  it('gives everyone within 15 s the same interval', () => {
    expect(intervalOf(HOUR, 3_600_000 + 14_999)).toEqual({
      from: 0,
      to: 3_600_000,
    });
  });
});
