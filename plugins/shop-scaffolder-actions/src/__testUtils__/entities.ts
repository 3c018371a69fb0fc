import type { Entity, UserEntity } from '@backstage/catalog-model';

export const SHOP_TEAM: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'shop-team' },
  spec: { type: 'team', children: [] },
};

export const COFFEE_TEAM: Entity = {
  ...SHOP_TEAM,
  metadata: { name: 'coffee-team' },
};

/** The person that requests of a test come from. */
export const MOCK_USER: UserEntity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'mock' },
  spec: { memberOf: ['shop-team'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/shop-team' }],
};

export const ECOMMERCE: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'ecommerce' },
  spec: { owner: 'group:default/shop-team' },
};

export const COFFEESHOP: Entity = {
  ...ECOMMERCE,
  metadata: { name: 'coffeeshop' },
};

export const STOREFRONT: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'storefront' },
  spec: {
    type: 'service',
    lifecycle: 'production',
    owner: 'shop-team',
    system: 'ecommerce',
  },
  relations: [
    { type: 'ownedBy', targetRef: 'group:default/shop-team' },
    { type: 'partOf', targetRef: 'system:default/ecommerce' },
  ],
};

export const DISCOUNTS: Entity = {
  ...STOREFRONT,
  metadata: { name: 'discounts' },
};

export const ADVERTISEMENTS: Entity = {
  ...DISCOUNTS,
  metadata: { name: 'advertisements' },
};

/** A service of people that the mock user is not among. */
export const WEB: Entity = {
  ...STOREFRONT,
  metadata: { name: 'web' },
  relations: [
    { type: 'ownedBy', targetRef: 'group:default/coffee-team' },
    { type: 'partOf', targetRef: 'system:default/coffeeshop' },
  ],
};

export const ENTITIES = [
  ADVERTISEMENTS,
  DISCOUNTS,
  WEB,
  SHOP_TEAM,
  COFFEE_TEAM,
  MOCK_USER,
  ECOMMERCE,
  COFFEESHOP,
  STOREFRONT,
];
