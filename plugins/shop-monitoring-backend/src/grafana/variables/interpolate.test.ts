import { interpolate } from './interpolate';
import { Variable } from './Variable';

const variable = (name: string, parts: Partial<Variable>): Variable => ({
  name,
  label: name,
  type: 'custom',
  multi: false,
  hidden: false,
  bound: false,
  includeAll: false,
  options: ['a.b', 'c', 'd\\e'].map(value => ({
    value,
    text: `Text ${value}`,
  })),
  current: ['a.b'],
  ...parts,
});

const variables = [
  variable('one', {}),
  variable('slash', { current: ['d\\e'] }),
  variable('many', { multi: true, current: ['a.b', 'c'] }),
  variable('single', { multi: true, current: ['a.b'] }),
  variable('all', { includeAll: true, current: ['$__all'] }),
  variable('any', { includeAll: true, current: ['$__all'], allValue: '.*' }),
  variable('tricky', { current: ['$one'] }),
];

describe('interpolate', () => {
  it.each([
    ['x{a="$one"}', 'x{a="a.b"}'],
    ['${one} [[one]] ${one:text}', 'a.b a.b Text a.b'],
    ['x{a="$slash"}', 'x{a="d\\\\e"}'],
    ['x{a=~"$many"}', 'x{a=~"(a\\\\.b|c)"}'],
    ['x{a=~"$single"}', 'x{a=~"a\\\\.b"}'],
    ['x{a=~"$all"}', 'x{a=~"(a\\\\.b|c|d\\\\\\\\e)"}'],
    ['x{a=~"$any"}', 'x{a=~".*"}'],
    ['${many:regex}', '(a\\.b|c)'],
    ['${many:pipe}', 'a.b|c'],
    ['${many:csv} ${many:glob}', 'a.b,c {a.b,c}'],
    ['${many:json}', '["a.b","c"]'],
    ['${many:text}', 'Text a.b + Text c'],
    // Grafana's own, and what is inserted, are left alone.
    [
      'rate(x[$__rate_interval]) $unknown ${unknown:csv}',
      'rate(x[$__rate_interval]) $unknown ${unknown:csv}',
    ],
    ['$tricky', '$one'],
  ])('%s → %s', (text, result) => {
    expect(interpolate(text, variables)).toBe(result);
  });
});
