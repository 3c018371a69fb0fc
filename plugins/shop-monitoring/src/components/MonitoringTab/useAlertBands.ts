import { useMemo } from 'react';
import { useAlerts, useMonitors } from '../../hooks/useMonitoring';
import { WatchedEntity } from '../../api/ShopMonitoringApi';
import { ChartBand } from '../chart/chartTypes';

/** Since when something alerts, as bands for the charts. */
export function useAlertBands(entity: WatchedEntity): ChartBand[] {
  const monitors = useMonitors(entity).data;
  const alerts = useAlerts(entity).data;
  return useMemo(() => {
    const since = [...(monitors?.items ?? []), ...(alerts?.items ?? [])]
      .filter(({ state }) => state === 'firing')
      .flatMap(item => (item.since ? [Date.parse(item.since)] : []));
    // One band from the first on: hatches over hatches say nothing more.
    return since.length > 0
      ? [{ from: Math.min(...since), to: Number.MAX_SAFE_INTEGER }]
      : [];
  }, [monitors, alerts]);
}
