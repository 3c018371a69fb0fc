import { dirname, join } from 'node:path';
import { RequestCounter } from '../../http/requestCounter';
import { Notices } from '../../notices';
import { Monitoring, startMonitoring } from '../startMonitoring';
import { TestShop } from './TestShop';

export const DASHBOARDS = join(
  dirname(require.resolve('@shop-portal/lab/package.json')),
  'seeds/dashboards',
);
export const TOKEN = 'a token of the lab';

/** Starts all monitoring upstreams of a shop, on its clock. */
export async function startTestMonitoring(shop: TestShop): Promise<
  Monitoring & {
    notices: Notices;
    counter: RequestCounter;
    urls: Record<keyof Monitoring['faults'], string>;
  }
> {
  const onError = (error: unknown) => {
    throw error;
  };
  const counter = new RequestCounter();
  const notices = await Notices.open({ dataDir: shop.dataDir, onError });
  const monitoring = await startMonitoring({
    config: {
      prometheus: { port: 0 },
      alertmanager: { port: 0 },
      grafana: { port: 0, token: TOKEN },
      datadog: { port: 0, apiKey: TOKEN, applicationKey: TOKEN },
    },
    stores: shop.stores,
    dataDir: shop.dataDir,
    counter,
    notices,
    portalUrl: 'http://localhost:7007',
    dashboardsDir: DASHBOARDS,
    onError,
    now: shop.now,
  });
  shop.onClose(() => monitoring.close());
  const at = (port: number) => `http://localhost:${port}`;
  return {
    ...monitoring,
    notices,
    counter,
    urls: {
      prometheus: at(monitoring.ports.prometheus),
      alertmanager: at(monitoring.ports.alertmanager),
      grafana: at(monitoring.ports.grafana),
      datadog: at(monitoring.ports.datadog),
    },
  };
}
