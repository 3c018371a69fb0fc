import { ResourceStore } from '../kubernetes';
import { LabConfig } from '../config/LabConfig';
import { RequestCounter } from '../http/requestCounter';
import { Notices } from '../notices';
import { AlertNotifier } from './alertmanager/AlertNotifier';
import { startAlertmanager } from './alertmanager/startAlertmanager';
import { AlertRules } from './prometheus/AlertRules';
import { createPrometheusRouter } from './prometheus/createPrometheusRouter';
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
  close(): Promise<void>;
}

/** Starts everything that watches the shops, fed by one traffic model. */
export async function startMonitoring(options: {
  config: LabConfig['monitoring'];
  stores: ReadonlyMap<string, ResourceStore>;
  dataDir: string;
  counter: RequestCounter;
  notices: Notices;
  portalUrl: string;
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
  const prometheus = await startUpstream({
    name: 'prometheus',
    ...config.prometheus,
    counter,
    faults: faults.prometheus,
    router: createPrometheusRouter({ source, rules, now }),
    onError,
  });
  const alertmanager = await startAlertmanager({
    ...config.alertmanager,
    counter,
    faults: faults.alertmanager,
    onError,
    dataDir,
    now: nowMillis,
    notifier: new AlertNotifier(options.notices, options.portalUrl),
    prometheusUrl: `http://localhost:${config.prometheus.port}`,
  });
  const evaluate = () => {
    try {
      alertmanager.receive(rules.evaluate(now()));
    } catch (error) {
      onError(error);
    }
  };
  evaluate();
  const timer = setInterval(evaluate, EVALUATION_MILLIS);
  return {
    faults,
    close: async () => {
      clearInterval(timer);
      await Promise.all([prometheus.close(), alertmanager.close()]);
      await model.close();
    },
  };
}
