import { compilePattern } from './compilePattern';

describe('compilePattern', () => {
  it.each<[string, string, boolean]>([
    ['/^shop-(.*)$/', 'shop-dev', true],
    ['/SHOP/i', 'shop', true],
    ['dev|prod', 'prod', true],
    ['^a$', 'b', false],
  ])('%s on %s', (text, value, matches) => {
    expect(compilePattern(text)?.test(value)).toBe(matches);
  });

  it.each([
    '(a+)+$',
    '(a*)*b',
    '((a)+)+',
    '(.*,){11}x',
    '(a)\\1',
    '(',
    'a'.repeat(300),
  ])('refuses %s', text => {
    expect(compilePattern(text)).toBeUndefined();
  });
});
