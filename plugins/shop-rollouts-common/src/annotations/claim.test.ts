import { isClaimedBy } from './claim';

const KEY = 'backstage.io/entity-ref';

function claimedWith(value: string | undefined, entityRef: string): boolean {
  const annotations = value === undefined ? undefined : { [KEY]: value };
  return isClaimedBy({ metadata: { annotations } }, entityRef, KEY);
}

describe('isClaimedBy', () => {
  it.each([
    ['component:default/storefront', 'component:default/storefront'],
    ['Component:Default/Storefront', 'component:default/storefront'],
    ['component:default/storefront', 'Component:default/storefront'],
  ])('%s claims for %s', (value, entityRef) => {
    expect(claimedWith(value, entityRef)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'storefront',
    'component:storefront',
    'default/storefront',
    'component:default/discounts',
    'component:default/storefront,component:default/discounts',
    'component:default/discounts,component:default/storefront',
    'component:default/storefront component:default/discounts',
    ' component:default/storefront',
    'component:default/storefront\n',
    'component:default/storefront/more',
    'component::default/storefront',
    '*:*/*',
  ])('%j does not claim', value => {
    expect(claimedWith(value, 'component:default/storefront')).toBe(false);
  });

  it('never takes two equally broken references for a claim', () => {
    expect(claimedWith('storefront', 'storefront')).toBe(false);
  });

  it('looks only at the configured annotation', () => {
    const object = {
      metadata: { annotations: { [KEY]: 'component:default/storefront' } },
    };
    expect(
      isClaimedBy(object, 'component:default/storefront', 'other.example/ref'),
    ).toBe(false);
    expect(
      isClaimedBy(object, 'component:default/storefront', 'toString'),
    ).toBe(false);
  });
});
