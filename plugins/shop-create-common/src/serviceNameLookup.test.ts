import {
  describeTakenServiceName,
  readTakenServiceNames,
} from './serviceNameLookup';

describe('serviceNameLookup', () => {
  it('reads where a name is taken', () => {
    expect(
      readTakenServiceNames([
        { id: 'github', title: 'shop-team' },
        { id: 'catalog' },
        { id: 'elsewhere', title: 'x' },
      ]),
    ).toEqual([
      { place: 'github', owner: 'shop-team' },
      { place: 'catalog', owner: undefined },
    ]);
  });

  it('says who has it', () => {
    expect(
      describeTakenServiceName('reviews', {
        place: 'github',
        owner: 'shop-team',
      }),
    ).toBe(
      '"reviews" exists in GitHub (owner: shop-team). Choose another name.',
    );
    expect(describeTakenServiceName('reviews', { place: 'catalog' })).toBe(
      '"reviews" exists in the catalog. Choose another name.',
    );
  });
});
