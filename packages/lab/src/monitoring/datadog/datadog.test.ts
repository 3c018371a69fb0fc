import { client, v1 } from '@datadog/datadog-api-client';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { parseAllDocuments } from 'yaml';
import { startTestMonitoring, TOKEN } from '../testing/startTestMonitoring';
import { TestShop } from '../testing/TestShop';
import { translateQuery } from './translateQuery';

const SEEDS = join(__dirname, '../../../seeds/deploy/apps');

// Servers are started.
jest.setTimeout(30_000);

let shop: TestShop;

beforeEach(async () => {
  shop = await TestShop.create();
  for (const service of ['storefront', 'advertisements']) {
    const file = join(SEEDS, service, 'overlays/prod/monitors/datadog.yaml');
    for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
      const { metadata, spec } = document.toJS();
      shop.apply('DatadogGenericResource', metadata.name, service, { spec });
    }
  }
});
afterEach(() => shop.close());

async function start() {
  const { urls, evaluate } = await startTestMonitoring(shop);
  const configuration = client.createConfiguration({
    baseServer: new client.BaseServerConfiguration(urls.datadog, {}),
    authMethods: { apiKeyAuth: TOKEN, appKeyAuth: TOKEN },
  });
  return {
    evaluate,
    url: urls.datadog,
    api: new v1.MonitorsApi(configuration),
    authentication: new v1.AuthenticationApi(configuration),
  };
}

/** Everywhere in an answer that the client could not make sense of. */
function findUnparsed(value: unknown): unknown[] {
  if (!value || typeof value !== 'object') {
    return [];
  }
  const own = '_unparsed' in value || '_data' in value ? [value] : [];
  return [...own, ...Object.values(value).flatMap(findUnparsed)];
}

it("gives Datadog's own client nothing that it cannot read", async () => {
  const { api, authentication } = await start();
  const answers = [
    await authentication.validate(),
    await api.listMonitors({ groupStates: 'all', withDowntimes: true }),
    await api.searchMonitors({ query: 'tag:"service:storefront"' }),
  ];
  const [first] = await api.listMonitors();
  answers.push(
    (await api.getMonitor({
      monitorId: first.id ?? 0,
      groupStates: 'all',
    })) as never,
  );
  expect(answers.flatMap(findUnparsed)).toEqual([]);
  expect(answers[1]).toHaveLength(5);
});

it('finds monitors by their tags', async () => {
  const { api } = await start();
  const names = async (monitorTags: string) =>
    (await api.listMonitors({ monitorTags })).map(({ name }) => name);
  expect(await names('service:advertisements,env:prod')).toEqual([
    'advertisements answers with errors in prod',
    'advertisements uses much CPU in prod',
  ]);
  expect(await names('service:advertisements,env:dev')).toEqual([]);
  const found = await api.searchMonitors({
    query: 'tag:"team:shop-team" status:ok -title:CPU',
    perPage: 2,
  });
  expect(found.monitors).toHaveLength(2);
  expect(found.metadata).toMatchObject({ totalCount: 3, pageCount: 2 });
});

it('alerts per group, and keeps when', async () => {
  const { api, evaluate } = await start();
  const errors = async () => {
    const [monitor] = await api.listMonitors({
      name: 'storefront answers with errors',
      groupStates: 'all',
    });
    return monitor;
  };
  expect((await errors()).overallState).toBe('OK');

  shop.run('storefront', 'bad0001');
  shop.select('preview', 'bad0001');
  evaluate();
  shop.advance(120);
  evaluate();
  const alerting = await errors();
  expect(alerting).toMatchObject({
    overallState: 'Alert',
    options: { thresholds: { critical: 5 } },
    tags: expect.arrayContaining(['service:storefront', 'env:prod']),
  });
  expect(alerting.state?.groups).toMatchObject({
    'version:bad0001': { status: 'Alert', lastTriggeredTs: shop.seconds },
  });

  shop.stop('storefront', 'bad0001');
  evaluate();
  shop.advance(600);
  evaluate();
  const quiet = await errors();
  expect(quiet.overallState).toBe('OK');
  expect(quiet.state?.groups?.['version:bad0001']).toMatchObject({
    status: 'OK',
    lastResolvedTs: shop.seconds,
  });
});

it('refuses monitors that the API would refuse', async () => {
  const refused = {
    name: 'a',
    type: 'query alert',
    query: 'sum(last_5m):sum:trace.a.hits{*}.as_count() > 5',
  };
  for (const [name, jsonSpec] of Object.entries({
    threshold: JSON.stringify({
      ...refused,
      options: { thresholds: { critical: 6 } },
    }),
    json: '{',
  })) {
    shop.apply('DatadogGenericResource', name, 'storefront', {
      spec: { type: 'monitor', jsonSpec },
    });
  }
  const { api } = await start();
  expect(await api.listMonitors()).toHaveLength(5);
});

it.each([
  ['no key', {}, '/api/v1/monitor', 401, 'Unauthorized'],
  ['one key', { 'DD-API-KEY': TOKEN }, '/api/v1/monitor', 401, 'Unauthorized'],
  [
    'a wrong key',
    { 'DD-API-KEY': TOKEN, 'DD-APPLICATION-KEY': 'x' },
    '/api/v1/monitor',
    403,
    'Forbidden',
  ],
  [
    'an unknown monitor',
    { 'DD-API-KEY': TOKEN, 'DD-APPLICATION-KEY': TOKEN },
    '/api/v1/monitor/1',
    404,
    'Monitor not found',
  ],
])('refuses %s', async (_what, headers, path, status, error) => {
  const { url } = await start();
  const response = await request(url).get(path).set(headers);
  expect(response.status).toBe(status);
  expect(response.body).toEqual({ errors: [error] });
});

it('has a page for a monitor', async () => {
  const { api, url } = await start();
  const [{ id, name }] = await api.listMonitors();
  const { text } = await request(url).get(`/monitors/${id}`).expect(200);
  expect(text).toContain(name);
  expect(text).toContain('stand-in for Datadog');
});

it.each([
  [
    'min(last_10m):max:kubernetes_state.hpa.current_replicas{kube_namespace:a} by {horizontalpodautoscaler} / max:kubernetes_state.hpa.max_replicas{kube_namespace:a} by {horizontalpodautoscaler} >= 1',
    '(max by (horizontalpodautoscaler) (min_over_time(kube_horizontalpodautoscaler_status_current_replicas{namespace="a"}[10m]))) / (max by (horizontalpodautoscaler) (min_over_time(kube_horizontalpodautoscaler_spec_max_replicas{namespace="a"}[10m])))',
  ],
  [
    'avg(last_10m):100 - avg:system.cpu.idle{kube_cluster_name:c} by {host} > 80',
    '100 - (avg by (instance) (rate(node_cpu_seconds_total{cluster="c",mode="idle"}[10m])) * 100)',
  ],
  [
    'sum(last_5m):sum:trace.rack.request.errors{env:production,!service:a}.as_count() > 0',
    '(sum by () (increase(http_requests_total{environment="prod",service!="a",code=~"5.."}[5m])))',
  ],
  ['avg(last_5m):avg:unknown.metric{*} > 1', undefined],
])('translates %s', (query, promql) => {
  expect(translateQuery(query)).toMatchObject({
    threshold: expect.any(Number),
  });
  expect(translateQuery(query)?.promql).toBe(promql);
});

it('does not translate what is no metric query', () => {
  expect(translateQuery('1234 && 5678')).toBeUndefined();
  expect(translateQuery('avg(last_5m):evil(avg:a.b{*}) > 1')).toBeUndefined();
});
