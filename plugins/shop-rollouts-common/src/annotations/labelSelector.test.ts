import {
  formatLabelSelector,
  matchesLabelSelector,
  parseLabelSelector,
} from './labelSelector';

describe('parseLabelSelector', () => {
  it.each([
    ['app=shop', 'app=shop'],
    [' app == shop ', 'app=shop'],
    ['app=shop,tier=web', 'app=shop,tier=web'],
    ['app in (web, proxy),env=prod', 'app in (web,proxy),env=prod'],
    ['app in (web)', 'app=web'],
    ['backstage.io/kubernetes-id=web', 'backstage.io/kubernetes-id=web'],
  ])('reads %s', (text, canonical) => {
    const selector = parseLabelSelector(text);
    expect(selector && formatLabelSelector(selector)).toBe(canonical);
  });

  it.each([
    '',
    'app',
    '!app',
    'app=',
    'app!=shop',
    'app notin (web)',
    'app in ()',
    'app in (web',
    'app in web)',
    'app=shop,',
    ',app=shop',
    'app=a b',
    'a/b/c=d',
    `app=${'x'.repeat(64)}`,
    `app in (${Array(21).fill('a').join(',')})`,
    Array(21).fill('a=b').join(','),
    `a=b,${' '.repeat(1000)}c=d`,
  ])('refuses %s', text => {
    expect(parseLabelSelector(text)).toBeUndefined();
  });
});

describe('matchesLabelSelector', () => {
  const selector = parseLabelSelector('app in (web, proxy),env=prod')!;

  it.each([
    [{ app: 'web', env: 'prod', more: 'x' }, true],
    [{ app: 'proxy', env: 'prod' }, true],
    [{ app: 'other', env: 'prod' }, false],
    [{ app: 'web' }, false],
    [undefined, false],
  ])('%j → %s', (labels, expected) => {
    expect(matchesLabelSelector(selector, labels)).toBe(expected);
  });

  it('does not look at what every object inherits', () => {
    const inherited = parseLabelSelector('constructor=Object')!;
    expect(matchesLabelSelector(inherited, {})).toBe(false);
  });
});
