import type { Dashboard } from '@grafana/schema';
import { readdirSync } from 'node:fs';
import request from 'supertest';
import ingressAndProbes from '../../../seeds/dashboards/ingress-and-probes.json';
import nodes from '../../../seeds/dashboards/nodes.json';
import serviceOverview from '../../../seeds/dashboards/service-overview.json';
import {
  DASHBOARDS,
  startTestMonitoring,
  TOKEN,
} from '../testing/startTestMonitoring';
import { TestShop } from '../testing/TestShop';

/** As JSON is typed: a word is a text, whatever words there are. */
type Loose<T> = T extends string
  ? string
  : T extends number
  ? number
  : T extends object
  ? { [K in keyof T]: Loose<T[K]> }
  : T;

const SHIPPED: Array<
  Loose<Omit<Dashboard, 'annotations' | 'templating' | 'panels'>>
> = [ingressAndProbes, nodes, serviceOverview];
const PANELS = [ingressAndProbes, nodes, serviceOverview].flatMap(
  ({ uid, panels }) => panels.map(panel => ({ uid, panel })),
);

// Servers are started.
jest.setTimeout(30_000);

let shop: TestShop;
let api: ReturnType<typeof request>;

beforeAll(async () => {
  shop = await TestShop.create();
  shop.apply('Probe', 'storefront', 'storefront', {
    spec: {
      jobName: 'storefront',
      targets: {
        staticConfig: { static: ['https://storefront.shop.example/'] },
      },
    },
  });
  const { urls } = await startTestMonitoring(shop);
  api = request(urls.grafana);
});
afterAll(() => shop.close());

const get = (path: string) =>
  api.get(path).set('Authorization', `Bearer ${TOKEN}`);
const query = (target: object, more: object = {}) =>
  api
    .post('/api/ds/query')
    .set('Authorization', `Bearer ${TOKEN}`)
    .send({
      from: 'now-1h',
      to: String(shop.now()),
      queries: [
        {
          refId: 'A',
          datasource: { uid: 'prometheus' },
          maxDataPoints: 240,
          ...target,
        },
      ],
      ...more,
    });

it('ships every dashboard that the lab has', async () => {
  expect(readdirSync(DASHBOARDS)).toHaveLength(SHIPPED.length);
  const { body } = await get('/api/search?tag=shop&type=dash-db').expect(200);
  expect(body.map((hit: { title: string }) => hit.title)).toEqual([
    'Ingress and probes',
    'Nodes',
    'Service overview',
  ]);
  const one = await get('/api/search?tag=shop&tag=nodes');
  expect(one.body).toMatchObject([{ uid: 'nodes', folderUid: 'shop' }]);
  await get('/api/search?limit=5001').expect(422);
});

it.each(SHIPPED)('gives $title in both forms', async dashboard => {
  const classic = await get(`/api/dashboards/uid/${dashboard.uid}`).expect(200);
  expect(classic.body.dashboard).toEqual(dashboard);
  const { body } = await get(
    `/apis/dashboard.grafana.app/v1beta1/namespaces/default/dashboards/${dashboard.uid}`,
  ).expect(200);
  expect(body.spec).toEqual(dashboard);
  await api.get(classic.body.meta.url).expect(200, /stand-in for Grafana/);
});

it.each(
  PANELS.flatMap(({ uid, panel }) =>
    ('targets' in panel ? panel.targets ?? [] : []).map(target => ({
      uid,
      title: panel.title,
      target,
    })),
  ),
)('has data for $title of $uid', async ({ target }) => {
  const values: Record<string, string> = {
    cluster: 'shop-prod',
    service: 'storefront',
    window: '1m',
    quantile: '0.95',
    node: '.*',
  };
  const expr = target.expr.replace(
    /\$(\w+)/g,
    (whole, name: string) => values[name] ?? whole,
  );
  const { body } = await query({ ...target, expr }).expect(200);
  const [frame] = body.results.A.frames;
  expect(frame.data.values[0].length).toBeGreaterThan(0);
  expect(frame.data.values).toHaveLength(frame.schema.fields.length);
});

it('answers with data frames', async () => {
  const { body } = await query({
    expr: 'up{job="pods"}',
    legendFormat: '{{service}}',
  }).expect(200);
  const { frames } = body.results.A;
  expect(
    frames.map((each: { schema: { name: string } }) => each.schema.name).sort(),
  ).toEqual(['advertisements', 'discounts', 'storefront']);
  expect(frames[0]).toMatchObject({
    schema: {
      refId: 'A',
      meta: { type: 'timeseries-multi', typeVersion: [0, 1] },
      fields: [
        {
          name: 'Time',
          type: 'time',
          typeInfo: { frame: 'time.Time' },
          config: { interval: 15_000 },
        },
        { name: 'Value', type: 'number', labels: { job: 'pods' } },
      ],
    },
  });
  const [times, values] = frames[0].data.values;
  expect(times).toHaveLength(241);
  expect(times[240]).toBe(shop.now());
  expect(new Set(values)).toEqual(new Set([1]));
});

it('marks what JSON has no number for', async () => {
  const { body } = await query({ expr: 'vector(0) / 0', instant: true });
  const { data } = body.results.A.frames[0];
  expect(data.values[1]).toEqual([null]);
  expect(data.entities).toEqual([null, { NaN: [0] }]);
});

it('gives tables', async () => {
  const { body } = await query({
    expr: 'up{job="pods"}',
    format: 'table',
    instant: true,
  });
  const [{ schema, data }] = body.results.A.frames;
  const names = schema.fields.map(({ name }: { name: string }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['Time', 'pod', 'service', 'Value']),
  );
  expect(data.values[names.indexOf('service')].sort()).toEqual([
    'advertisements',
    'discounts',
    'storefront',
  ]);
});

it('fills in intervals, and no variable of the dashboard', async () => {
  const rate = 'sum(rate(http_requests_total[$__rate_interval]))';
  const good = await query({ expr: rate }).expect(200);
  expect(
    good.body.results.A.frames[0].schema.meta.executedQueryString,
  ).toContain('[20s]');
  const bad = await query({ expr: 'up{service="$service"} + $x' }).expect(400);
  expect(bad.body.results.A).toMatchObject({
    status: 400,
    errorSource: 'downstream',
    error: expect.stringContaining('parse error'),
    frames: [],
  });
  const none = await query({ expr: 'no_such_metric' }).expect(200);
  expect(none.body.results.A.frames).toEqual([
    { schema: { refId: 'A', fields: [] }, data: { values: [] } },
  ]);
});

it('gives values for variables', async () => {
  const { body } = await get(
    '/api/datasources/uid/prometheus/resources/api/v1/label/cluster/values?match[]=up%7Bservice%3D%22discounts%22%7D',
  ).expect(200);
  expect(body).toEqual({ status: 'success', data: ['shop-prod'] });
  const settings = await get('/api/frontend/settings').expect(200);
  expect(
    settings.body.datasources[settings.body.defaultDatasource],
  ).toMatchObject({
    uid: 'prometheus',
    type: 'prometheus',
  });
});

it.each([
  ['no token', {}, '/api/search', 401],
  ['a wrong token', { Authorization: 'Bearer wrong' }, '/api/search', 401],
  ['a Viewer', { Authorization: `Bearer ${TOKEN}` }, '/api/datasources', 403],
  [
    'an unknown dashboard',
    { Authorization: `Bearer ${TOKEN}` },
    '/api/dashboards/uid/none',
    404,
  ],
])('refuses %s', async (_what, headers, path, status) => {
  const { body } = await api.get(path).set(headers).expect(status);
  expect(body).toMatchObject({
    message: expect.any(String),
    statusCode: status,
  });
});

it.each([
  ['an unknown data source', 404, { datasource: { uid: 'other' } }, {}],
  ['a time that is none', 400, {}, { from: 'yesterday' }],
  ['no query', 400, {}, { queries: [] }],
])('refuses a request with %s', async (_what, status, target, more) => {
  const response = await query({ expr: 'up', ...target }, more);
  expect(response.status).toBe(status);
  expect(response.body.message).toEqual(expect.any(String));
});
