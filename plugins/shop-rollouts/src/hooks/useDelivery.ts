import { useEffect, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { Delivery } from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsApiRef } from '../api/ShopRolloutsApi';
import { queryKeys } from '../queries/queryKeys';
import { Connection, useConnection } from './useConnection';
import { useDeliverySignals } from './useDeliverySignals';
import { useRefresh } from './useRefresh';

/** What was last read of the Delivery of an entity, without following it. */
export function useDeliveryQuery(entityRef: string) {
  const api = useApi(shopRolloutsApiRef);
  return useQuery({
    queryKey: queryKeys.delivery(entityRef),
    queryFn: ({ signal }) => api.getDelivery(entityRef, signal),
  });
}

export interface DeliveryState {
  delivery?: Delivery;
  error?: Error;
  connection: Connection;
  refresh: () => Promise<void>;
}

/**
 * The Delivery of an entity, kept up to date: read once, again with the first
 * signal, then for each signal that names the entity. Nothing is ever polled.
 */
export function useDelivery(entityRef: string): DeliveryState {
  const query = useDeliveryQuery(entityRef);
  const refresh = useRefresh(queryKeys.delivery(entityRef));
  const { heard, ...connection } = useConnection({
    lastAnswerAt: query.dataUpdatedAt,
    hasFailed: query.isRefetchError && !(query.error instanceof ResponseError),
  });

  // What changed after the first read and before signals came, none names.
  const isFollowed = useRef(false);
  useDeliverySignals(({ entityRefs }) => {
    heard(entityRefs.length === 0);
    if (!isFollowed.current || entityRefs.includes(entityRef)) {
      isFollowed.current = true;
      refresh();
    }
  });

  // What happened while nothing was heard is read once when it is over.
  const wasLive = useRef(connection.isLive);
  useEffect(() => {
    if (connection.isLive && !wasLive.current) {
      refresh();
    }
    wasLive.current = connection.isLive;
  }, [connection.isLive, refresh]);

  return {
    delivery: query.data,
    error: query.error ?? undefined,
    connection,
    refresh,
  };
}
