export * from './errors';
export { ShopRolloutsClient } from './ShopRolloutsClient';
export { shopRolloutsApiRef } from './ShopRolloutsApi';
export type { DeliverySummaryFilter, ShopRolloutsApi } from './ShopRolloutsApi';
