import {
  AuthService,
  DiscoveryService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Environments } from './config/Environments';
import { ShopMonitoringConfig } from './config/readShopMonitoringConfig';
import { MonitorService } from './datadog/MonitorService';
import { EntityReader } from './entities/EntityReader';
import { DashboardList } from './grafana/DashboardList';
import { DashboardService } from './grafana/DashboardService';
import { createGrafanaInstances } from './grafana/GrafanaInstance';
import { PanelDataService } from './grafana/PanelDataService';
import { HealthService } from './health/HealthService';
import { DeliveriesClient } from './marks/DeliveriesClient';
import { MarkService } from './marks/MarkService';
import { AlertService } from './prometheus/AlertService';
import { ProbeService } from './prometheus/ProbeService';
import { PrometheusSources } from './prometheus/PrometheusSources';
import { AnswerCache } from './upstream/AnswerCache';

export interface ServicesOptions {
  config: ShopMonitoringConfig;
  environments: Environments;
  auth: AuthService;
  catalog: CatalogService;
  discovery: DiscoveryService;
  logger: LoggerService;
  permissions: PermissionsService;
}

/** Puts the parts together. */
export function createServices(options: ServicesOptions) {
  const { config } = options;
  const cache = AnswerCache.create(options.logger);
  const sources = PrometheusSources.create(config.prometheus.instances);
  const monitors = MonitorService.create({ config: config.datadog, cache });
  const alerts = AlertService.create({ sources, cache });
  const probes = ProbeService.create({ sources, cache });
  const marks = MarkService.create(DeliveriesClient.create(options));
  const instances = createGrafanaInstances(config.grafana.instances, cache);
  const list = DashboardList.create({ instances, cache });
  const dashboards = DashboardService.create({ instances, list, cache });
  return {
    dashboards,
    panels: PanelDataService.create({ dashboards, cache }),
    entities: EntityReader.create(options),
    monitors,
    alerts,
    probes,
    marks,
    health: HealthService.create({ monitors, alerts, probes, marks }),
  };
}
