import { http, HttpResponse, RequestHandler } from 'msw';
import { ALERTMANAGER, DATADOG, GRAFANA, PROMETHEUS } from './startPortal';

/** Seconds since 1970, so many minutes ago. */
export const minutesAgo = (minutes: number) =>
  Math.floor(Date.now() / 1000) - minutes * 60;

export const momentAgo = (minutes: number) =>
  new Date(minutesAgo(minutes) * 1000).toISOString();

export function aMonitor(parts: object = {}) {
  return {
    id: 101,
    name: 'High error rate',
    type: 'query alert',
    query: 'avg(last_5m):errors{service:storefront} > 0.01',
    message: '{{#is_alert}}Errors rise.{{/is_alert}} @slack-shop',
    tags: ['service:storefront', 'env:production'],
    overall_state: 'OK',
    overall_state_modified: momentAgo(600),
    options: { thresholds: { critical: 0.01 } },
    ...parts,
  };
}

export function aRule(parts: object = {}) {
  return {
    name: 'HighErrorRate',
    query: 'rate(errors_total{service="storefront"}[5m]) > 0.01',
    type: 'alerting',
    state: 'inactive',
    health: 'ok',
    duration: 60,
    labels: { severity: 'critical' },
    annotations: {},
    alerts: [],
    ...parts,
  };
}

export function anAlert(labels: object = {}, parts: object = {}) {
  return {
    labels: {
      alertname: 'HighErrorRate',
      service: 'storefront',
      namespace: 'ecommerce',
      cluster: 'shop-prod',
      severity: 'critical',
      ...labels,
    },
    annotations: { summary: 'Errors rise' },
    state: 'firing',
    activeAt: momentAgo(5),
    value: '4.2e-02',
    ...parts,
  };
}

export const rules = (...list: object[]) => ({
  status: 'success',
  data: { groups: [{ name: 'shop', rules: list }] },
});

export const vector = (...samples: Array<[metric: object, value: string]>) => ({
  status: 'success',
  data: {
    resultType: 'vector',
    result: samples.map(([metric, value]) => ({
      metric,
      value: [minutesAgo(0), value],
    })),
  },
});

/** Everything answers, and nothing is wrong. */
export function quietUpstreams(): RequestHandler[] {
  const probe = {
    instance: 'https://shop.example',
    job: 'blackbox',
    service: 'storefront',
    cluster: 'shop-prod',
  };
  return [
    http.get(`${DATADOG}/api/v1/monitor`, () =>
      HttpResponse.json([aMonitor()]),
    ),
    http.get(`${PROMETHEUS}/api/v1/rules`, () =>
      HttpResponse.json(rules(aRule())),
    ),
    http.get(`${PROMETHEUS}/api/v1/query`, ({ request }) => {
      const query = new URL(request.url).searchParams.get('query') ?? '';
      const value = {
        probe_success: '1',
        probe_duration_seconds: '0.31',
        probe_http_status_code: '200',
        probe_ssl_earliest_cert_expiry: String(minutesAgo(-60 * 24 * 30)),
      }[query];
      return HttpResponse.json(value ? vector([probe, value]) : vector());
    }),
    http.get(`${ALERTMANAGER}/api/v2/silences`, () => HttpResponse.json([])),
    http.get(`${ALERTMANAGER}/api/v2/alerts`, () => HttpResponse.json([])),
    http.get(`${GRAFANA}/api/search`, () => HttpResponse.json([])),
  ];
}
