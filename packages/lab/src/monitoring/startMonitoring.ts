import { ResourceReader } from '../kubernetes';
import { LabConfig } from '../config/LabConfig';
import { RequestCounter } from '../http/requestCounter';
import { Notices } from '../notices';
import { AlertNotifier } from './alertmanager/AlertNotifier';
import { startAlertmanager } from './alertmanager/startAlertmanager';
import { createDatadogRouter } from './datadog/createDatadogRouter';
import { Monitors } from './datadog/Monitors';
import { createGrafanaRouter } from './grafana/createGrafanaRouter';
import { Dashboards } from './grafana/Dashboards';
import { AlertRules } from './prometheus/AlertRules';
import { createPrometheusRouter } from './prometheus/createPrometheusRouter';
import { PrometheusEngine } from './prometheus/PrometheusEngine';
import { startUpstream } from './startUpstream';
import { TrafficModel } from './traffic/TrafficModel';
import { UpstreamFaults } from './UpstreamFaults';

/** How often rules and monitors are evaluated. */
const EVALUATION_MILLIS = 5_000;

export const MONITORING_UPSTREAMS = [
  'prometheus',
  'alertmanager',
  'grafana',
  'datadog',
] as const;

export type MonitoringUpstream = (typeof MONITORING_UPSTREAMS)[number];

export interface Monitoring {
  faults: Record<MonitoringUpstream, UpstreamFaults>;
  ports: Record<MonitoringUpstream, number>;
  /** Notes what runs now, and evaluates all rules and monitors. */
  evaluate(): void;
  close(): Promise<void>;
}

/** Starts everything that watches the shops, fed by one traffic model. */
export async function startMonitoring(options: {
  config: LabConfig['monitoring'];
  stores: ReadonlyMap<string, ResourceReader>;
  dataDir: string;
  counter: RequestCounter;
  notices: Notices;
  portalUrl: string;
  /** Where Grafana's dashboards are. */
  dashboardsDir: string;
  onError: (error: unknown) => void;
  /** Milliseconds since the epoch; tests have their own. */
  now?: () => number;
}): Promise<Monitoring> {
  const { config, stores, dataDir, counter, onError } = options;
  const nowMillis = options.now ?? Date.now;
  const now = () => nowMillis() / 1000;
  const model = await TrafficModel.open({
    stores,
    dataDir,
    now: nowMillis,
    onError,
  });
  const measured = { series: () => model.allSeries() };
  const rules = new AlertRules(stores, measured);
  const source = {
    series: () => [...measured.series(), ...rules.series()],
  };
  const faults: Monitoring['faults'] = {
    prometheus: new UpstreamFaults(),
    alertmanager: new UpstreamFaults(),
    grafana: new UpstreamFaults(),
    datadog: new UpstreamFaults(),
  };
  const engine = new PrometheusEngine(source);
  const monitors = new Monitors(stores, engine);
  const { portalUrl, dashboardsDir } = options;
  const upstream = (name: MonitoringUpstream) => ({
    name,
    port: config[name].port,
    counter,
    faults: faults[name],
    onError,
  });
  const prometheusRouter = createPrometheusRouter({ source, rules, now });
  const prometheus = await startUpstream({
    ...upstream('prometheus'),
    router: prometheusRouter,
  });
  const alertmanager = await startAlertmanager({
    ...upstream('alertmanager'),
    dataDir,
    now: nowMillis,
    notifier: new AlertNotifier(options.notices, portalUrl),
    prometheusUrl: `http://localhost:${prometheus.port}`,
  });
  const grafana = await startUpstream({
    ...upstream('grafana'),
    router: createGrafanaRouter({
      dashboards: await Dashboards.read(dashboardsDir),
      engine,
      prometheus: prometheusRouter,
      token: config.grafana.token,
      portalUrl,
      now,
    }),
  });
  const datadog = await startUpstream({
    ...upstream('datadog'),
    router: createDatadogRouter({ ...config.datadog, monitors, portalUrl }),
  });
  const evaluate = () => {
    try {
      model.capture();
      alertmanager.receive(rules.evaluate(now()));
      monitors.evaluate(now());
    } catch (error) {
      onError(error);
    }
  };
  evaluate();
  const timer = setInterval(evaluate, EVALUATION_MILLIS);
  const servers = [prometheus, alertmanager, grafana, datadog];
  return {
    faults,
    ports: {
      prometheus: prometheus.port,
      alertmanager: alertmanager.port,
      grafana: grafana.port,
      datadog: datadog.port,
    },
    evaluate,
    close: async () => {
      clearInterval(timer);
      await Promise.all(servers.map(server => server.close()));
      await model.close();
    },
  };
}
