import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  DeliverySummaryFilter,
  shopRolloutsApiRef,
} from '../api/ShopRolloutsApi';
import { queryKeys } from '../queries/queryKeys';
import { useDeliverySignals } from './useDeliverySignals';
import { useRefresh } from './useRefresh';

/** Summaries of deliveries, read again whenever any delivery changes. */
export function useSummaries(filter: DeliverySummaryFilter) {
  const api = useApi(shopRolloutsApiRef);
  const refresh = useRefresh(queryKeys.summaries(filter));
  useDeliverySignals(entityRefs => {
    if (entityRefs.length > 0) {
      refresh();
    }
  });
  const { data, error } = useQuery({
    queryKey: queryKeys.summaries(filter),
    queryFn: ({ signal }) => api.getSummaries(filter, signal),
  });
  return { summaries: data, error: error ?? undefined, refresh };
}
