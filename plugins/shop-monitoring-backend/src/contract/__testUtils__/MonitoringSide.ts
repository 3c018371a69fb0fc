import { JsonObject } from '@backstage/types';
import { contractSide } from '@shop-portal/cluster';
import {
  RemotePrometheus,
  startTestGrafana,
  startTestMonitoring,
  TestShop,
  TOKEN,
} from '@shop-portal/lab/testUtils';
import { CONFIG, TestPortal } from '../../__testUtils__/startPortal';
import { History } from './backfill';
import { RealMonitoring } from './RealMonitoring';
import { GeneratedMonitors } from './renderMonitors';

const MINUTE = 60;
const SCRAPE_SECONDS = 5;
const SERVICE = 'reviews';

const storefront = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'storefront',
    namespace: 'default',
    annotations: {
      'backstage.io/kubernetes-id': 'storefront',
      'grafana/dashboard-selector': 'shop',
    },
  },
  spec: { type: 'website', lifecycle: 'production', owner: 'shop-team' },
};

type LabMonitoring = Awaited<ReturnType<typeof startTestMonitoring>>;

interface Urls {
  prometheus: string;
  alertmanager: string;
  grafana: string;
}

/**
 * What the portal watches in contract tests: half an hour of a shop in which a
 * new service, watched by what its template gave it, does not answer since 20
 * minutes, and another one tries out a bad version since 15.
 */
export class MonitoringSide {
  static async open(monitors: GeneratedMonitors): Promise<MonitoringSide> {
    const shop = await TestShop.create(Date.now);
    try {
      shop.advance(-30 * MINUTE);
      deploy(shop, monitors);
      const from = shop.seconds;
      const lab = await startTestMonitoring(shop);
      shop.advance(10 * MINUTE);
      shop.stop(SERVICE, 'a1');
      lab.evaluate();
      // A change is seen by the next scrape.
      shop.advance(2 * SCRAPE_SECONDS);
      lab.evaluate();
      shop.advance(5 * MINUTE - 2 * SCRAPE_SECONDS);
      shop.run('storefront', 'bad0001');
      shop.select('preview', 'bad0001');
      lab.evaluate();
      shop.advance(15 * MINUTE);
      lab.evaluate();
      const side = new MonitoringSide(shop, lab, monitors, {
        from: ceil(from),
        to: ceil(shop.seconds) - SCRAPE_SECONDS,
      });
      if (contractSide === 'real') {
        await side.startReal();
      }
      return side;
    } catch (error) {
      await shop.close();
      throw error;
    }
  }

  /** What the portal reads from. */
  urls: Urls;
  private isUp = false;
  private releases = 1;

  private constructor(
    private readonly shop: TestShop,
    private readonly lab: LabMonitoring,
    private readonly monitors: GeneratedMonitors,
    /** When all Prometheuses have the same samples. */
    readonly history: History,
  ) {
    this.urls = lab.urls;
  }

  /** The lab's own, whatever the portal reads from. */
  get labUrls(): Urls {
    return this.lab.urls;
  }

  /** Lets the new service answer, or not. */
  answer(isUp: boolean): void {
    if (isUp) {
      this.releases++;
      this.shop.run(SERVICE, `a${this.releases}`);
    } else {
      this.shop.stop(SERVICE, `a${this.releases}`);
    }
    this.isUp = isUp;
  }

  /** What one of them answers, after it has looked again. */
  async read<T>(from: keyof Urls, path: string): Promise<T> {
    this.lab.evaluate();
    const response = await fetch(`${this.urls[from]}${path}`);
    return (await response.json()) as T;
  }

  /** A portal that has read nothing yet. */
  async openPortal(urls: Urls = this.urls): Promise<TestPortal> {
    return await TestPortal.start({
      config: configOf(urls),
      entities: [this.monitors.entity, storefront],
    });
  }

  async close(): Promise<void> {
    await this.shop.close();
  }

  private async startReal(): Promise<void> {
    const real = await RealMonitoring.start({
      labPrometheusUrl: this.lab.urls.prometheus,
      history: this.history,
      activeSince: await this.findActive(),
      monitors: this.monitors,
      isServiceUp: () => this.isUp,
    });
    this.shop.onClose(() => real.close());
    const grafana = await startTestGrafana(real.prometheusUrl);
    this.shop.onClose(() => grafana.close());
    this.urls = {
      prometheus: real.prometheusUrl,
      alertmanager: real.alertmanagerUrl,
      grafana: grafana.url,
    };
  }

  /** As Prometheus labels its alerts: without what it adds for Alertmanager. */
  private async findActive() {
    const { data } = await this.read<{
      data: { groups: Array<{ rules: ActiveRule[] }> };
    }>('prometheus', '/api/v1/rules');
    const prometheus = new RemotePrometheus(this.lab.urls.prometheus);
    const found = [];
    for (const { name, query, labels, alerts } of data.groups.flatMap(
      ({ rules }) => rules,
    )) {
      const samples = await prometheus.instant(query, this.history.to);
      for (const [index, { activeAt }] of alerts.entries()) {
        found.push({
          labels: {
            ...(Array.isArray(samples) && samples[index].labels),
            ...labels,
            alertname: name,
          },
          since: Math.floor(Date.parse(activeAt) / 1000),
        });
      }
    }
    return found;
  }
}

interface ActiveRule {
  name: string;
  query: string;
  labels: Record<string, string>;
  alerts: Array<{ activeAt: string }>;
}

/** As Argo CD would apply the overlay of the new service. */
function deploy(
  shop: TestShop,
  { groups, probe, entity: { metadata } }: GeneratedMonitors,
): void {
  const { name } = metadata;
  shop.apply('Service', `${name}-active`, name, {
    spec: { selector: { 'app.kubernetes.io/name': name } },
  });
  shop.apply('HorizontalPodAutoscaler', name, name, {
    spec: { minReplicas: 1, maxReplicas: 2, scaleTargetRef: { name } },
    status: { currentReplicas: 2, desiredReplicas: 2 },
  });
  shop.apply('PrometheusRule', name, name, { spec: { groups } });
  shop.apply('Probe', name, name, { spec: probe });
  shop.run(name, 'a1');
}

function configOf(urls: Urls): JsonObject {
  return {
    ...CONFIG,
    shopMonitoring: {
      environments: [],
      grafana: {
        instances: [{ name: 'main', url: urls.grafana, token: TOKEN }],
      },
      prometheus: {
        instances: [
          {
            name: 'main',
            url: urls.prometheus,
            alertmanagerUrl: urls.alertmanager,
            clusterLabel: 'cluster',
          },
        ],
      },
      notifications: { intervalSeconds: 0 },
    },
  };
}

function ceil(seconds: number): number {
  return Math.ceil(seconds / SCRAPE_SECONDS) * SCRAPE_SECONDS;
}
