import express from 'express';
import request from 'supertest';
import { TestShop } from '../testing/TestShop';
import { AlertRules } from './AlertRules';
import { createPrometheusRouter } from './createPrometheusRouter';
import alertsFixture from '../__testUtils__/fixtures/prom-alerts.json';
import rangeFixture from '../__testUtils__/fixtures/prom-query-range.json';
import rulesFixture from '../__testUtils__/fixtures/prom-rules.json';
import vectorFixture from '../__testUtils__/fixtures/prom-query-vector.json';
import endBefore from '../__testUtils__/fixtures/prom-error-endbefore.json';
import noMatch from '../__testUtils__/fixtures/prom-series-nomatch.json';
import stepZero from '../__testUtils__/fixtures/prom-error-step0.json';
import tooMany from '../__testUtils__/fixtures/prom-error-toomany.json';

const ERRORS =
  'sum by (service) (increase(http_requests_total{code=~"5.."}[5m]))';

let shop: TestShop;

beforeEach(async () => {
  shop = await TestShop.create();
});
afterEach(() => shop.close());

async function start() {
  const model = await shop.openModel();
  const measured = { series: () => model.allSeries() };
  const rules = new AlertRules(shop.stores, measured);
  const source = { series: () => [...measured.series(), ...rules.series()] };
  const now = () => shop.seconds;
  const router = createPrometheusRouter({ source, rules, now });
  const api = request(express().use(router));
  return { api, model, rules };
}

type Api = Awaited<ReturnType<typeof start>>['api'];

async function vector(api: Api, query: string) {
  const { body } = await api.get('/api/v1/query').query({ query }).expect(200);
  return body.data.result as Array<{
    metric: Record<string, string>;
    value: [number, string];
  }>;
}

/** The names of all fields, at any depth; values are left out. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.length === 0 ? [] : [shapeOf(value[0])];
  }
  return value && typeof value === 'object'
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, each]) => [name, shapeOf(each)]),
      )
    : typeof value;
}

describe('traffic', () => {
  it('has hours of history at the first start, without errors', async () => {
    const { api } = await start();
    const range = {
      start: shop.seconds - 5 * 3600,
      end: shop.seconds,
      step: 60,
    };
    const query = 'sum by (service) (rate(http_requests_total[5m]))';
    const { body } = await api
      .post('/api/v1/query_range')
      .type('form')
      .send({ query, ...range })
      .expect(200);
    const { result } = body.data;
    expect(
      result
        .map((each: { metric: { service: string } }) => each.metric.service)
        .sort(),
    ).toEqual(['advertisements', 'discounts', 'storefront']);
    for (const { values } of result) {
      expect(values).toHaveLength(301);
      expect(
        new Set(values.map(([, value]: string[]) => value)).size,
      ).toBeGreaterThan(200);
    }
    expect(await vector(api, ERRORS)).toEqual([]);
  });

  it('is the same after a restart', async () => {
    const first = await start();
    const query = 'http_requests_total';
    const before = await vector(first.api, query);
    await first.model.close();
    const second = await start();
    expect(await vector(second.api, query)).toEqual(before);
  });

  it('fails a service without pods, and its caller in part', async () => {
    const { api, model } = await start();
    shop.advance(60);
    shop.stop('advertisements', 'a1');
    model.capture();
    shop.advance(60);
    const shares = await vector(
      api,
      'sum by (service) (rate(http_requests_total{code="500"}[30s])) / sum by (service) (rate(http_requests_total[30s]))',
    );
    const byService = Object.fromEntries(
      shares.map(({ metric, value }) => [metric.service, Number(value[1])]),
    );
    expect(byService.advertisements).toBeCloseTo(1);
    expect(byService.storefront).toBeGreaterThan(0.05);
    expect(byService.storefront).toBeLessThan(0.12);
    expect(byService.discounts).toBeUndefined();
  });

  it('shows the errors of a bad release in its preview only', async () => {
    const { api, model } = await start();
    shop.run('storefront', 'bad0001');
    shop.select('preview', 'bad0001');
    model.capture();
    shop.advance(120);
    const [only, ...others] = await vector(
      api,
      'sum by (stack, version) (rate(http_requests_total{service="storefront",code="500"}[1m]))',
    );
    expect(others).toEqual([]);
    expect(only.metric).toEqual({ stack: 'preview', version: 'bad0001' });
    expect(Number(only.value[1])).toBeGreaterThan(0.08);
    shop.select('active', 'bad0001');
    model.capture();
    shop.advance(120);
    const [live] = await vector(
      api,
      'sum by (stack) (rate(http_requests_total{service="storefront",code="500"}[1m]))',
    );
    expect(live.metric).toEqual({ stack: 'live' });
    expect(Number(live.value[1])).toBeGreaterThan(1);
  });

  it('scrapes as text', async () => {
    const { api } = await start();
    const { text } = await api
      .get('/metrics')
      .expect(200)
      .expect('content-type', /text\/plain;.* version=0\.0\.4/);
    expect(text).toContain('# TYPE http_requests_total counter\n');
    expect(text).toContain('# TYPE http_request_duration_seconds histogram\n');
    expect(text).toMatch(
      /^http_requests_total\{cluster="shop-prod",namespace="ecommerce",service="discounts",environment="prod",version="a1",stack="live",method="GET",route="\/discount",code="200"\} \d+(\.\d+)?$/m,
    );
  });
});

describe('queries', () => {
  it.each([
    ['time()', /^\d+$/],
    ['vector(1) + 2 * 3', /^7$/],
    ['up{service="discounts"} * -2', /^-2$/],
    ['2 - up{service="discounts"}', /^1$/],
    ['count(up{job="pods"})', /^3$/],
    ['max(up{service!="storefront",service!~"dis.*"})', /^1$/],
    [
      'sum without (pod, service, namespace, cluster, environment, job) (up{job="pods"})',
      /^3$/,
    ],
    ['avg_over_time(up{service="discounts"}[10m])', /^1$/],
    ['count_over_time(up{service="discounts"}[1m])', /^13$/],
    ['max(0 * node_load1 / 0 or vector(1))', /^1$/],
    ['-up{service="discounts"}', /^-1$/],
    [
      'count({__name__="up",service="discounts"} == last_over_time(up[1m]))',
      /^1$/,
    ],
    [
      'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{service="storefront"}[5m])))',
      /^0\.[2-5]\d*$/,
    ],
    [
      'sum(rate(container_cpu_usage_seconds_total{service="storefront"}[5m])) / on() group_left() sum(kube_pod_container_resource_requests{service="storefront"})',
      /^0\.\d+$/,
    ],
    [
      '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m]))',
      /^0\.[01]\d+$/,
    ],
    [
      'up{service="discounts"} unless up{service="discounts"} or vector(5)',
      /^5$/,
    ],
    ['up{service="discounts"} and on (service) http_requests_total', /^1$/],
    ['up{service="discounts"} == 1', /^1$/],
  ])('answers %s', async (query, expected) => {
    const { api } = await start();
    const { body } = await api
      .get('/api/v1/query')
      .query({ query })
      .expect(200);
    const { resultType, result } = body.data;
    expect(resultType === 'scalar' ? result[1] : result[0].value[1]).toMatch(
      expected,
    );
  });

  it('answers with the real shapes', async () => {
    const { api } = await start();
    const instant = await api.get(
      '/api/v1/query?query=up{service="discounts"}',
    );
    const [sample] = vectorFixture.data.result;
    expect(shapeOf(instant.body.data.result[0].value)).toEqual(
      shapeOf(sample.value),
    );
    const end = shop.seconds;
    const range = await api
      .get('/api/v1/query_range')
      .query({ query: 'up', start: end - 60, end, step: '15s' });
    expect(range.body.data.resultType).toBe(rangeFixture.data.resultType);
    expect(shapeOf(range.body.data.result[0].values)).toEqual(
      shapeOf(rangeFixture.data.result[0].values),
    );
  });

  it('tells labels and their values', async () => {
    const { api } = await start();
    const names = await api.get('/api/v1/labels?match[]=up');
    expect(names.body.data).toContain('service');
    const values = await api.get('/api/v1/label/service/values');
    expect(values.body.data).toEqual([
      'advertisements',
      'discounts',
      'storefront',
    ]);
    const series = await api.get('/api/v1/series?match[]=up{job="pods"}');
    expect(series.body.data).toHaveLength(3);
  });

  it.each([
    ['query_range?query=up&start=10&end=5&step=1', 400, endBefore],
    ['query_range?query=up&start=1&end=5&step=0', 400, stepZero],
    ['query_range?query=up&start=0&end=11001&step=1', 400, tooMany],
    ['series', 400, noMatch],
  ])('refuses %s in the words of the real one', async (path, status, body) => {
    const { api } = await start();
    const response = await api.get(`/api/v1/${path}`);
    expect(response.status).toBe(status);
    expect(response.body).toEqual(body);
  });

  it.each([
    ['up{', 400, 'unexpected end of input'],
    ['rate(up)', 400, 'expected type range vector'],
    ['up{service="$service"} + $x', 400, 'parse error'],
    ['{a=~".*"}', 400, 'at least one non-empty matcher'],
    ['1 > 2', 400, 'must use BOOL modifier'],
    ['1 and 2', 400, 'set operator "and" not allowed'],
    ['up{a=~"("}', 400, 'error parsing regexp'],
    ['up / on (job) up', 422, 'many-to-many matching not allowed'],
    [
      'sum(up) by (job) / on (job) group_left up{job="pods"}',
      422,
      'many-to-many',
    ],
    ['vector(up)', 400, 'expected type scalar'],
    ['sum(up[5m])', 400, 'expected type instant vector'],
    ['rate(up[0s])', 400, 'duration must be greater than 0'],
    [
      'max_over_time({__name__=~"node_memory_.+"}[1m])',
      422,
      'the same labelset',
    ],
    ['1 > bool 2', 422, "the lab's Prometheus cannot evaluate"],
    ['predict_linear(up[5m], 60)', 422, "the lab's Prometheus cannot evaluate"],
  ])('refuses %s', async (query, status, message) => {
    const { api } = await start();
    const { body } = await api
      .get('/api/v1/query')
      .query({ query })
      .expect(status);
    expect(body).toMatchObject({
      status: 'error',
      errorType: status === 400 ? 'bad_data' : 'execution',
      error: expect.stringContaining(message),
    });
  });

  it('does not know other routes', async () => {
    const { api } = await start();
    const unknown = await api.get('/api/v1/nothing').expect(404);
    expect(unknown.text).toBe('404 page not found\n');
    await api.post('/api/v1/rules').expect(405);
  });
});

describe('rules', () => {
  beforeEach(() => {
    shop.apply('PrometheusRule', 'advertisements', 'advertisements', {
      spec: {
        groups: [
          {
            name: 'advertisements',
            rules: [
              {
                alert: 'ServerErrors',
                expr: `${ERRORS} > 0`,
                for: '1m',
                labels: { severity: 'critical' },
                annotations: {
                  summary:
                    '{{ $labels.service }} failed {{ $value | humanize }} times',
                },
              },
              { alert: 'Broken', expr: 'rate(up)' },
            ],
          },
        ],
      },
    });
  });

  it('go from inactive over pending to firing and back', async () => {
    const { api, model, rules } = await start();
    const read = async () => {
      const response = await api.get('/api/v1/rules?type=alert').expect(200);
      return response.body.data.groups[0].rules[0];
    };
    rules.evaluate(shop.seconds);
    expect(await read()).toMatchObject({ state: 'inactive', alerts: [] });

    shop.stop('advertisements', 'a1');
    model.capture();
    shop.advance(20);
    expect(rules.evaluate(shop.seconds).firing).toEqual([]);
    expect(await read()).toMatchObject({ state: 'pending' });

    shop.advance(60);
    const { firing } = rules.evaluate(shop.seconds);
    expect(firing.map(({ labels }) => labels.service).sort()).toEqual([
      'advertisements',
      'storefront',
    ]);
    const rule = await read();
    expect(rule).toMatchObject({ state: 'firing', health: 'ok', duration: 60 });
    expect(rule.alerts[0]).toMatchObject({
      labels: {
        alertname: 'ServerErrors',
        cluster: 'shop-prod',
        namespace: 'ecommerce',
        service: 'advertisements',
        severity: 'critical',
      },
      annotations: {
        summary: expect.stringMatching(
          /^advertisements failed [\d.]+k? times$/,
        ),
      },
      state: 'firing',
      value: expect.stringMatching(/^\d(\.\d+)?e[+-]\d\d$/),
    });
    const [series] = await vector(
      api,
      'ALERTS{service="advertisements",alertstate="firing"}',
    );
    expect(series.metric).toMatchObject({ alertname: 'ServerErrors' });

    shop.run('advertisements', 'a1');
    model.capture();
    shop.advance(600);
    expect(rules.evaluate(shop.seconds).resolved).toHaveLength(2);
    expect(await read()).toMatchObject({ state: 'inactive' });
  });

  it('say what is wrong with a rule', async () => {
    const { api, rules } = await start();
    rules.evaluate(shop.seconds);
    const { body } = await api.get('/api/v1/rules');
    expect(body.data.groups[0].rules[1]).toMatchObject({
      name: 'Broken',
      health: 'err',
      lastError: expect.stringContaining('range vector'),
    });
  });

  it('answer with the real shapes', async () => {
    const { api, model, rules } = await start();
    shop.stop('advertisements', 'a1');
    model.capture();
    shop.advance(60);
    rules.evaluate(shop.seconds);
    const { body } = await api.get('/api/v1/rules');
    const real = rulesFixture.data.groups[0].rules.find(
      ({ type, state }) => type === 'alerting' && state === 'firing',
    );
    const [group] = body.data.groups;
    expect(Object.keys(group).sort()).toEqual(
      Object.keys(rulesFixture.data.groups[0]).sort(),
    );
    expect(Object.keys(group.rules[0]).sort()).toEqual(
      Object.keys(real ?? {}).sort(),
    );
    const alerts = await api.get('/api/v1/alerts').expect(200);
    expect(Object.keys(alerts.body.data.alerts[0]).sort()).toEqual(
      Object.keys(alertsFixture.data.alerts[0]).sort(),
    );
  });
});
