import { keepPreviousData, Query, useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import { shopMonitoringApiRef, WatchedEntity } from '../api/ShopMonitoringApi';
import { intervalOf, TimeRange } from './timeRange';

const ROOT = 'shop-monitoring';

/** How often states are read again while somebody looks. */
const STATES_EVERY_MS = 4_000;
const CHARTS_EVERY_MS = 30_000;

/** Keys of everything that is read of an entity. */
export function entityKey(entity: WatchedEntity) {
  return [ROOT, entity.entityRef, entity.environment ?? ''] as const;
}

/** What was read before stays on the screen, but never that of another environment. */
function keepWithin(entity: WatchedEntity) {
  const key = entityKey(entity);
  return <TData>(
    previous: TData | undefined,
    query: Pick<Query, 'queryKey'> | undefined,
  ) =>
    key.every((part, index) => query?.queryKey[index] === part)
      ? previous
      : undefined;
}

/** How an entity is, in one environment; the answer names which. */
export function useHealth(entity: WatchedEntity) {
  const api = useApi(shopMonitoringApiRef);
  return useQuery({
    queryKey: [...entityKey(entity), 'health'],
    queryFn: ({ signal }) => api.getHealth(entity, signal),
    placeholderData: keepPreviousData,
    refetchInterval: STATES_EVERY_MS,
  });
}

export function useMonitors(entity: WatchedEntity) {
  const api = useApi(shopMonitoringApiRef);
  return useQuery({
    queryKey: [...entityKey(entity), 'monitors'],
    queryFn: ({ signal }) => api.getMonitors(entity, signal),
    refetchInterval: STATES_EVERY_MS,
  });
}

export function useAlerts(entity: WatchedEntity) {
  const api = useApi(shopMonitoringApiRef);
  return useQuery({
    queryKey: [...entityKey(entity), 'alerts'],
    queryFn: ({ signal }) => api.getAlerts(entity, signal),
    refetchInterval: STATES_EVERY_MS,
  });
}

export function useProbes(entity: WatchedEntity) {
  const api = useApi(shopMonitoringApiRef);
  return useQuery({
    queryKey: [...entityKey(entity), 'probes'],
    queryFn: ({ signal }) => api.getProbes(entity, signal),
    refetchInterval: STATES_EVERY_MS,
  });
}

/** Moments of releases in a range. */
export function useMarks(entity: WatchedEntity, range: TimeRange) {
  const api = useApi(shopMonitoringApiRef);
  return useQuery({
    queryKey: [...entityKey(entity), 'marks', range],
    queryFn: ({ signal }) =>
      api.getMarks(entity, intervalOf(range, Date.now()), signal),
    placeholderData: keepWithin(entity),
    refetchInterval: STATES_EVERY_MS,
  });
}

export function useDashboards(entity: WatchedEntity) {
  const api = useApi(shopMonitoringApiRef);
  return useQuery({
    queryKey: [...entityKey(entity), 'dashboards'],
    queryFn: ({ signal }) => api.getDashboards(entity, signal),
    staleTime: CHARTS_EVERY_MS,
  });
}

/** A dashboard; its variables may depend on the values of others. */
export function useDashboard(
  entity: WatchedEntity,
  uid: string,
  variables: Record<string, string[]>,
) {
  const api = useApi(shopMonitoringApiRef);
  return useQuery({
    queryKey: [...entityKey(entity), 'dashboard', uid, variables],
    queryFn: ({ signal }) => api.getDashboard(entity, uid, variables, signal),
    placeholderData: keepWithin(entity),
    staleTime: CHARTS_EVERY_MS,
  });
}

export interface PanelDataOptions {
  entity: WatchedEntity;
  uid: string;
  panelId: number;
  range: TimeRange;
  variables: Record<string, string[]>;
  /** Pixels; nothing is read before it is known. */
  width: number;
  /** Somebody inspects a chart, so it keeps still. */
  isPaused: boolean;
}

/** The data of one panel; a fixed range is read once. */
export function usePanelData(options: PanelDataOptions) {
  const api = useApi(shopMonitoringApiRef);
  const { entity, uid, panelId, range, variables, width } = options;
  const isMoving = range.kind === 'last' && !options.isPaused;
  return useQuery({
    queryKey: [
      ...entityKey(entity),
      'panel',
      uid,
      panelId,
      range,
      variables,
      width,
    ],
    queryFn: ({ signal }) =>
      api.getPanelData(
        entity,
        uid,
        panelId,
        { ...intervalOf(range, Date.now()), variables, width },
        signal,
      ),
    placeholderData: keepWithin(entity),
    enabled: width > 0,
    refetchInterval: isMoving ? CHARTS_EVERY_MS : false,
  });
}
