import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import { shopRolloutsApiRef } from '../api/ShopRolloutsApi';
import { queryKeys } from '../queries/queryKeys';
import { useDeliverySignals } from './useDeliverySignals';
import { useRefresh } from './useRefresh';

/** The newest requested actions, read again whenever any delivery changes. */
export function useOperations(limit: number) {
  const api = useApi(shopRolloutsApiRef);
  const refresh = useRefresh(queryKeys.operations(limit));
  useDeliverySignals(({ entityRefs }) => {
    if (entityRefs.length > 0) {
      refresh();
    }
  });
  const { data, error } = useQuery({
    queryKey: queryKeys.operations(limit),
    queryFn: ({ signal }) => api.getOperations(limit, signal),
  });
  return { operations: data, error: error ?? undefined, refresh };
}
