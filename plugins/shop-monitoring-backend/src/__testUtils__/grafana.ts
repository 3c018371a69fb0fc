import { http, HttpResponse, RequestHandler } from 'msw';
import { GRAFANA } from './startPortal';

const PROMETHEUS = { type: 'prometheus', uid: 'prom' };

export const FROM = Date.parse('2026-11-22T14:00:00Z');
export const TO = FROM + 3_600_000;

export function aPanel(parts: object = {}) {
  return {
    id: 1,
    type: 'timeseries',
    title: 'Requests of $service',
    gridPos: { x: 0, y: 1, w: 12, h: 8 },
    datasource: PROMETHEUS,
    targets: [
      {
        refId: 'A',
        expr: 'sum(rate(requests{service="$service",method=~"$method"}[$window]))',
        legendFormat: '{{code}}',
      },
    ],
    fieldConfig: {
      defaults: {
        unit: 'reqps',
        thresholds: { mode: 'absolute', steps: [{ color: 'green' }] },
      },
      overrides: [
        {
          matcher: { id: 'byName', options: '500' },
          properties: [
            { id: 'color', value: { mode: 'fixed', fixedColor: 'red' } },
            { id: 'displayName', value: 'Errors ${__field.labels.code}' },
          ],
        },
      ],
    },
    options: { legend: { showLegend: true, calcs: ['mean', 'max'] } },
    ...parts,
  };
}

export function aDashboard(parts: object = {}) {
  return {
    uid: 'svc',
    title: 'Service overview',
    tags: ['shop'],
    time: { from: 'now-1h', to: 'now' },
    graphTooltip: 1,
    panels: [
      {
        id: 10,
        type: 'row',
        title: 'Traffic',
        gridPos: { x: 0, y: 0, w: 24, h: 1 },
      },
      aPanel(),
    ],
    templating: {
      list: [
        { name: 'service', type: 'custom', query: 'storefront,discounts' },
        {
          name: 'method',
          type: 'query',
          multi: true,
          includeAll: true,
          datasource: PROMETHEUS,
          query: 'label_values(requests{service="$service"}, method)',
          current: { value: ['$__all'] },
          sort: 1,
        },
        { name: 'window', type: 'interval', query: '1m,5m', current: {} },
      ],
    },
    ...parts,
  };
}

export interface Series {
  labels?: Record<string, string>;
  name?: string;
  times: number[];
  values: Array<number | null>;
}

export const aFrame = ({ labels = {}, name, times, values }: Series) => ({
  schema: {
    refId: 'A',
    meta: { type: 'timeseries-multi' },
    fields: [
      { name: 'Time', type: 'time', config: { interval: 15_000 } },
      {
        name: 'Value',
        type: 'number',
        labels,
        config: name ? { displayNameFromDS: name } : {},
      },
    ],
  },
  data: { values: [times, values] },
});

/** One dashboard, in the older API. */
export function grafanaWith(dashboard: object): RequestHandler[] {
  return [
    http.get(`${GRAFANA}/api/search`, () =>
      HttpResponse.json([
        { uid: 'svc', title: 'Service overview', tags: ['shop'] },
        { uid: 'other', title: 'Payroll', tags: ['hr'] },
      ]),
    ),
    http.get(
      `${GRAFANA}/apis/*`,
      () => new HttpResponse('404', { status: 404 }),
    ),
    http.get(`${GRAFANA}/api/dashboards/uid/svc`, () =>
      HttpResponse.json({ dashboard, meta: {} }),
    ),
    http.get(`${GRAFANA}/api/frontend/settings`, () =>
      HttpResponse.json({
        defaultDatasource: 'Prometheus',
        datasources: {
          Prometheus: { uid: 'prom', type: 'prometheus', odd: {} },
          Loki: { uid: 'loki', type: 'loki' },
        },
      }),
    ),
    http.get(
      `${GRAFANA}/api/datasources/uid/prom/resources/api/v1/label/method/values`,
      () =>
        HttpResponse.json({
          status: 'success',
          data: ['POST', 'GET', 'a.b', 'x"} or up{a="'],
        }),
    ),
    http.post(`${GRAFANA}/api/ds/query`, () =>
      HttpResponse.json({ results: {} }),
    ),
  ];
}
