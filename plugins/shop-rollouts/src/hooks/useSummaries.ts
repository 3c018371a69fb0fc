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
  useDeliverySignals(({ entityRefs, sources }) => {
    if (entityRefs.length > 0 || sources) {
      refresh();
    }
  });
  const { data, error } = useQuery({
    queryKey: queryKeys.summaries(filter),
    queryFn: ({ signal }) => api.getSummaries(filter, signal),
  });
  return {
    summaries: data?.items,
    sources: data?.sources,
    error: error ?? undefined,
    refresh,
  };
}
