import { createApiRef } from '@backstage/frontend-plugin-api';
import {
  AlertsAnswer,
  DashboardAnswer,
  DashboardsAnswer,
  HealthAnswer,
  HealthList,
  MarksAnswer,
  MonitorsAnswer,
  PanelData,
  PanelDataRequest,
  ProbesAnswer,
  VariableValues,
} from '@shop-portal/plugin-shop-monitoring-common';

/**
 * One entity in one environment.
 * @public
 */
export interface WatchedEntity {
  entityRef: string;
  /** Name of an environment; the last of its environments without it. */
  environment?: string;
}

/**
 * Watch, as the browser sees it. The browser names entities, dashboards,
 * panels, ranges and values of variables, never a query.
 * @public
 */
export interface ShopMonitoringApi {
  getHealth(entity: WatchedEntity, signal?: AbortSignal): Promise<HealthAnswer>;

  /** The health of many entities; those that may not be read are left out. */
  getHealthList(
    entityRefs: string[],
    signal?: AbortSignal,
  ): Promise<HealthList>;

  getMonitors(
    entity: WatchedEntity,
    signal?: AbortSignal,
  ): Promise<MonitorsAnswer>;

  getAlerts(entity: WatchedEntity, signal?: AbortSignal): Promise<AlertsAnswer>;

  getProbes(entity: WatchedEntity, signal?: AbortSignal): Promise<ProbesAnswer>;

  /** Moments of releases between two times, milliseconds since the epoch. */
  getMarks(
    entity: WatchedEntity,
    interval: { from: number; to: number },
    signal?: AbortSignal,
  ): Promise<MarksAnswer>;

  getDashboards(
    entity: WatchedEntity,
    signal?: AbortSignal,
  ): Promise<DashboardsAnswer>;

  getDashboard(
    entity: WatchedEntity,
    uid: string,
    variables: VariableValues,
    signal?: AbortSignal,
  ): Promise<DashboardAnswer>;

  getPanelData(
    entity: WatchedEntity,
    uid: string,
    panelId: number,
    request: Omit<PanelDataRequest, 'env'>,
    signal?: AbortSignal,
  ): Promise<PanelData>;
}

/** @public */
export const shopMonitoringApiRef = createApiRef<ShopMonitoringApi>().with({
  id: 'plugin.shop-monitoring.api',
  pluginId: 'shop-monitoring',
});
