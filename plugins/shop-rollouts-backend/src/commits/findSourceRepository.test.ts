import { component } from '../__testUtils__/component';
import { findSourceRepository } from './findSourceRepository';

const SLUG = 'github.com/project-slug';
const SOURCE = 'backstage.io/source-location';

describe('findSourceRepository', () => {
  it.each<[Record<string, string>, string[], string | undefined]>([
    [{ [SLUG]: 'shop/web' }, ['github.com'], 'github.com/shop/web'],
    [{ [SLUG]: 'shop/web' }, ['github.com', 'git.shop'], undefined],
    [
      {
        [SLUG]: 'shop/web',
        [SOURCE]: 'url:https://git.shop/shop/web/tree/main/',
      },
      ['github.com', 'git.shop'],
      'git.shop/shop/web',
    ],
    [
      { [SLUG]: 'shop/web', [SOURCE]: 'url:https://evil.example/shop/web/' },
      ['github.com', 'git.shop'],
      undefined,
    ],
    [{ [SLUG]: 'shop/web' }, [], undefined],
    [{}, ['github.com'], undefined],
    ...[
      'shop',
      'shop/..',
      'shop/web/../../x',
      '../web',
      'shop/we b',
      'a/b?c',
    ].map((slug): [Record<string, string>, string[], undefined] => [
      { [SLUG]: slug },
      ['github.com'],
      undefined,
    ]),
  ])('%j with hosts %j: %s', (annotations, hosts, expected) => {
    const found = findSourceRepository(component('web', annotations), hosts);
    expect(found && `${found.host}/${found.owner}/${found.name}`).toBe(
      expected,
    );
  });
});
