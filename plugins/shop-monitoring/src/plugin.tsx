import { RiHeartPulseLine } from '@remixicon/react';
import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { shopMonitoringApi } from './extensions/api';
import { monitoringOverviewCard } from './extensions/entityCard';
import { monitoringEntityContent } from './extensions/entityContent';
import { notWellNowCard } from './extensions/homeCard';
import { monitoringWrapper } from './extensions/wrapper';
import { monitoringRouteRef } from './routes';

/**
 * Watch: Grafana panels, Datadog monitors, Prometheus alerts and probes of an
 * entity, next to what was released when.
 * @public
 */
export const shopMonitoringPlugin = createFrontendPlugin({
  pluginId: 'shop-monitoring',
  title: 'Monitoring',
  icon: <RiHeartPulseLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { monitoring: monitoringRouteRef },
  extensions: [
    shopMonitoringApi,
    monitoringWrapper,
    monitoringEntityContent,
    monitoringOverviewCard,
    notWellNowCard,
  ],
});
