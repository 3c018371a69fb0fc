import {
  Alert,
  AlertsAnswer,
  Dashboard,
  DashboardAnswer,
  FieldDisplay,
  Health,
  HealthAnswer,
  MarksAnswer,
  Monitor,
  MonitorsAnswer,
  Panel,
  PanelData,
  PanelKind,
  PanelSeries,
  PanelValue,
  ProbesAnswer,
  SourceName,
  SourceState,
  WatchEnvironment,
} from '@shop-portal/plugin-shop-monitoring-common';

export const ENTITY_REF = 'component:default/storefront';
export const NOW = '2026-11-22T14:42:00.000Z';

export const dev: WatchEnvironment = {
  name: 'dev',
  title: 'dev',
  order: 10,
  production: false,
};
export const prod: WatchEnvironment = {
  name: 'prod',
  title: 'prod',
  order: 20,
  production: true,
};

export function source(
  name: SourceName,
  state: Partial<SourceState> = {},
): SourceState {
  return { source: name, status: 'live', asOf: NOW, ...state };
}

export function health(changes: Partial<Health> = {}): Health {
  return {
    entityRef: ENTITY_REF,
    environment: prod,
    verdict: 'notWell',
    checkedAt: NOW,
    counts: { monitors: 6, alerts: 3, probes: 2 },
    firing: {
      monitors: 2,
      alerts: 0,
      probes: 0,
      since: '2026-11-22T14:35:00.000Z',
    },
    muted: { monitors: 0, alerts: 0, probes: 0 },
    release: { tag: '9f31c02', at: '2026-11-22T14:28:00.000Z' },
    sources: [source('datadog'), source('prometheus', { instance: 'main' })],
    ...changes,
  };
}

export function healthAnswer(changes: Partial<Health> = {}): HealthAnswer {
  return {
    health: health(changes),
    environments: [dev, prod],
    service: 'storefront',
    problems: [],
  };
}

export function monitor(changes: Partial<Monitor> = {}): Monitor {
  return {
    id: '7',
    name: 'High error rate',
    state: 'firing',
    rawState: 'Alert',
    since: '2026-11-22T14:35:00.000Z',
    message: 'Requests fail.',
    type: 'query alert',
    query: 'avg(last_5m):errors{service:storefront} > 1',
    thresholds: { critical: 1, warning: 0.5 },
    link: 'https://datadog.example/monitors/7',
    groups: [
      { name: 'service:storefront', state: 'firing', rawState: 'Alert' },
    ],
    ...changes,
  };
}

export function monitorsAnswer(
  items: Monitor[] = [monitor()],
  state: Partial<SourceState> = {},
): MonitorsAnswer {
  return { environment: prod, source: source('datadog', state), items };
}

export function alert(changes: Partial<Alert> = {}): Alert {
  return {
    id: 'a1',
    instance: 'main',
    name: 'ServiceErrors',
    state: 'pending',
    rawState: 'pending',
    since: '2026-11-22T14:40:00.000Z',
    summary: 'Errors of storefront',
    value: 4.2,
    labels: { service: 'storefront' },
    query: 'rate(errors[5m]) > 0',
    forSeconds: 60,
    silencedBy: [],
    link: 'https://prometheus.example/graph',
    ...changes,
  };
}

export function alertsAnswer(
  changes: Partial<AlertsAnswer> = {},
): AlertsAnswer {
  return {
    environment: prod,
    sources: [source('prometheus', { instance: 'main' })],
    items: [alert()],
    rules: [],
    silences: [],
    ...changes,
  };
}

export function probesAnswer(
  changes: Partial<ProbesAnswer> = {},
): ProbesAnswer {
  return {
    environment: prod,
    sources: [source('prometheus', { instance: 'main' })],
    items: [
      {
        instance: 'main',
        target: 'https://shop.example/',
        state: 'ok',
        httpStatus: 200,
        durationSeconds: 0.31,
        certificateExpiresAt: '2026-12-22T20:00:00.000Z',
      },
    ],
    ...changes,
  };
}

export function marksAnswer(): MarksAnswer {
  return {
    environment: prod,
    source: source('deliveries'),
    items: [
      {
        id: 'm1',
        kind: 'live',
        at: '2026-11-22T14:28:10.000Z',
        by: 'user:default/olga.petrova',
        tag: '9f31c02',
        fromTag: '826a72c4',
      },
    ],
  };
}

export function display(changes: Partial<FieldDisplay> = {}): FieldDisplay {
  return {
    mappings: [],
    hidden: false,
    draw: {
      style: 'line',
      interpolation: 'linear',
      lineWidth: 1,
      fillOpacity: 0,
      stacking: 'none',
      spanNulls: false,
      axisPlacement: 'auto',
      thresholds: 'off',
    },
    ...changes,
  };
}

/** Errors in percent, with a limit that is drawn as a line. */
export const errorDisplay = display({
  unit: 'percent',
  thresholds: {
    mode: 'absolute',
    steps: [
      { value: null, color: 'green' },
      { value: 1, color: 'red' },
    ],
  },
  draw: { ...display().draw, thresholds: 'line' },
});

export function panel(
  id: number,
  kind: PanelKind,
  changes: Partial<Panel> = {},
): Panel {
  return {
    id,
    kind,
    type: kind,
    title: `Panel ${id}`,
    gridPos: { x: 0, y: id, w: 12, h: 8 },
    link: `https://grafana.example/d/svc?viewPanel=${id}`,
    display: display(),
    legend: { show: true, mode: 'list', placement: 'bottom', calcs: [] },
    calcs: ['lastNotNull'],
    stat: {
      colorMode: 'value',
      graphMode: 'area',
      textMode: 'auto',
      orientation: 'auto',
    },
    ...changes,
  };
}

export function dashboardAnswer(
  panels: Panel[],
  changes: Partial<Dashboard> = {},
  state: Partial<SourceState> = {},
): DashboardAnswer {
  return {
    environment: prod,
    source: source('grafana', state),
    dashboard: {
      instance: 'main',
      uid: 'svc',
      title: 'Service overview',
      tags: ['service'],
      link: 'https://grafana.example/d/svc',
      time: { from: 'now-6h', to: 'now' },
      sharedCursor: false,
      variables: [],
      panels,
      notices: [],
      ...changes,
    },
  };
}

const START = Date.parse('2026-11-22T14:39:00.000Z');
const MINUTE_MS = 60_000;

export function series(changes: Partial<PanelSeries> = {}): PanelSeries {
  return {
    id: 'A/0',
    name: 'errors',
    refId: 'A',
    labels: {},
    display: errorDisplay,
    times: [START, START + MINUTE_MS, START + 2 * MINUTE_MS],
    values: [0.3, 4.6, 4.2],
    stats: { last: 4.2, min: 0.3, max: 4.6, mean: 3 },
    legend: [],
    ...changes,
  };
}

export function value(changes: Partial<PanelValue> = {}): PanelValue {
  return {
    id: 'A/0',
    name: 'errors',
    labels: {},
    display: errorDisplay,
    value: 4.2,
    ...changes,
  };
}

export function panelData(
  panelId: number,
  changes: Partial<PanelData> = {},
): PanelData {
  return {
    source: source('grafana'),
    panelId,
    from: START - 57 * MINUTE_MS,
    to: START + 3 * MINUTE_MS,
    intervalMs: 15_000,
    series: [],
    seriesLeftOut: 0,
    values: [],
    errors: [],
    notices: [],
    ...changes,
  };
}
