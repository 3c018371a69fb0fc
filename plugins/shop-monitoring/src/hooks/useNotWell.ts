import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { HealthList } from '@shop-portal/plugin-shop-monitoring-common';
import { shopMonitoringApiRef } from '../api/ShopMonitoringApi';

/** What one request may ask for. */
const MAX_ENTITIES = 100;
const EVERY_MS = 30_000;

/**
 * What is not well, or not known to be well, in production: of everything, or
 * of what the person owns.
 */
export function useNotWell(isOwnOnly: boolean) {
  const api = useApi(shopMonitoringApiRef);
  const catalogApi = useApi(catalogApiRef);
  const identityApi = useApi(identityApiRef);
  return useQuery<HealthList['items']>({
    queryKey: ['shop-monitoring', 'not-well', isOwnOnly],
    queryFn: async ({ signal }) => {
      const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
      const { items: components } = await catalogApi.queryEntities({
        filter: {
          kind: 'component',
          ...(isOwnOnly && { 'relations.ownedBy': ownershipEntityRefs }),
        },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
        limit: MAX_ENTITIES,
      });
      if (components.length === 0) {
        return [];
      }
      const { items } = await api.getHealthList(
        components.map(entity => stringifyEntityRef(entity)),
        signal,
      );
      return items.filter(
        ({ health }) =>
          health.environment.production &&
          ['notWell', 'notKnown'].includes(health.verdict),
      );
    },
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  });
}
