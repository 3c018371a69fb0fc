import { DeliverySummaryFilter } from '../api/ShopRolloutsApi';

const ROOT = 'shop-rollouts';

/** Keys of everything that is read, so that it can be read again. */
export const queryKeys = {
  delivery: (entityRef: string) => [ROOT, 'delivery', entityRef] as const,
  summaries: (filter: DeliverySummaryFilter) =>
    [ROOT, 'summaries', filter] as const,
  operations: (limit: number) => [ROOT, 'operations', limit] as const,
};
