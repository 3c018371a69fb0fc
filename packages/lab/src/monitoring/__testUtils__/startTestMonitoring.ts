import { join } from 'node:path';
import { RequestCounter } from '../../http/requestCounter';
import { Notices } from '../../notices';
import { Monitoring, startMonitoring } from '../startMonitoring';
import { freePort } from './freePort';
import { TestShop } from './TestShop';

export const DASHBOARDS = join(__dirname, '../../../seeds/dashboards');
export const TOKEN = 'a token of the lab';

/** Starts all monitoring upstreams of a shop, on its clock. */
export async function startTestMonitoring(shop: TestShop): Promise<
  Monitoring & {
    notices: Notices;
    counter: RequestCounter;
    urls: Record<keyof Monitoring['faults'], string>;
  }
> {
  const ports = {
    prometheus: await freePort(),
    alertmanager: await freePort(),
    grafana: await freePort(),
    datadog: await freePort(),
  };
  const onError = (error: unknown) => {
    throw error;
  };
  const counter = new RequestCounter();
  const notices = await Notices.open({ dataDir: shop.dataDir, onError });
  const monitoring = await startMonitoring({
    config: {
      prometheus: { port: ports.prometheus },
      alertmanager: { port: ports.alertmanager },
      grafana: { port: ports.grafana, token: TOKEN },
      datadog: { port: ports.datadog, apiKey: TOKEN, applicationKey: TOKEN },
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
      prometheus: at(ports.prometheus),
      alertmanager: at(ports.alertmanager),
      grafana: at(ports.grafana),
      datadog: at(ports.datadog),
    },
  };
}
