import { http, HttpResponse } from 'msw';
import {
  aDashboard,
  aFrame,
  aPanel,
  FROM,
  grafanaWith,
  TO,
} from './__testUtils__/grafana';
import { mockUpstreams } from './__testUtils__/mockUpstreams';
import { VERA } from './__testUtils__/people';
import { GRAFANA, TestPortal } from './__testUtils__/startPortal';

const DASHBOARD = 'storefront/dashboards/svc';
const DATA = `${DASHBOARD}/panels/1/data`;
const BODY = { from: FROM, to: TO, width: 600 };

interface SentQuery {
  from: string;
  to: string;
  queries: Array<Record<string, unknown>>;
}

describe('Dashboards', () => {
  const upstream = mockUpstreams();
  let portal: TestPortal;

  beforeEach(async () => {
    upstream.use(...grafanaWith(aDashboard()));
    portal = await TestPortal.start();
  });

  afterEach(async () => {
    await portal.stop();
  });

  /** Answers the query API and remembers what was sent. */
  function answerQueries(results: object, status = 200): SentQuery[] {
    const sent: SentQuery[] = [];
    upstream.use(
      http.post<never, SentQuery>(
        `${GRAFANA}/api/ds/query`,
        async ({ request }) => {
          expect(request.headers.get('authorization')).toBe(
            'Bearer grafana-secret',
          );
          sent.push(await request.json());
          return HttpResponse.json({ results }, { status });
        },
      ),
    );
    return sent;
  }

  it('lists what the selector chooses, although Grafana finds more', async () => {
    const { body } = await portal.get('storefront/dashboards');
    expect(body.items).toEqual([
      {
        instance: 'main',
        uid: 'svc',
        title: 'Service overview',
        tags: ['shop'],
        link: `${GRAFANA}/d/svc`,
      },
    ]);
    const unlinked = await portal.get('discounts/dashboards');
    expect(unlinked.body.sources).toEqual([
      {
        source: 'grafana',
        status: 'notLinked',
        annotation: 'grafana/dashboard-selector: discounts',
      },
    ]);
  });

  it('gives panels and variables, and never a query', async () => {
    const { body, text } = await portal.get(DASHBOARD);

    const [service, method, window] = body.dashboard.variables;
    expect(service).toMatchObject({ bound: true, current: ['storefront'] });
    // A value that could end a string in a query is no option.
    expect(method).toMatchObject({
      bound: false,
      current: ['$__all'],
      options: ['$__all', 'a.b', 'GET', 'POST'].map(value =>
        expect.objectContaining({ value }),
      ),
    });
    expect(window.current).toEqual(['1m']);
    expect(body.dashboard.panels).toEqual([
      expect.objectContaining({ id: 10, kind: 'row', title: 'Traffic' }),
      expect.objectContaining({
        id: 1,
        kind: 'timeseries',
        rowId: 10,
        title: 'Requests of storefront',
        link: expect.stringContaining('viewPanel=1&var-service=storefront'),
      }),
    ]);
    expect(text).not.toMatch(/rate\(|label_values|expr|grafana-secret/);
  });

  it('fills in the variables on the server, and draws the answer', async () => {
    const sent = answerQueries({
      A: {
        frames: [
          aFrame({
            labels: { code: '200' },
            name: '200',
            times: [FROM, FROM + 15_000, FROM + 60_000],
            values: [1, 3, 2],
          }),
          aFrame({
            labels: { code: '500' },
            name: '500',
            times: [FROM],
            values: [null],
          }),
        ],
      },
    });

    const { status, body } = await portal.post(DATA, {
      ...BODY,
      env: 'prod',
      variables: { method: ['GET', 'a.b'], window: ['5m'] },
    });

    expect(status).toBe(200);
    expect(sent).toEqual([
      {
        from: String(FROM),
        to: String(TO),
        queries: [
          expect.objectContaining({
            refId: 'A',
            datasource: { uid: 'prom', type: 'prometheus' },
            expr: 'sum(rate(requests{service="storefront",method=~"(GET|a\\\\.b)"}[5m]))',
            legendFormat: '{{code}}',
            range: true,
            instant: false,
            intervalMs: 10_000,
            maxDataPoints: 600,
          }),
        ],
      },
    ]);
    expect(body.source.status).toBe('live');
    expect(body.series).toEqual([
      expect.objectContaining({
        name: '200',
        // 30 s without a point are a gap.
        times: [FROM, FROM + 15_000, FROM + 30_000, FROM + 60_000],
        values: [1, 3, null, 2],
        stats: { last: 2, min: 1, max: 3, mean: 2 },
        legend: [2, 3],
        display: expect.objectContaining({ unit: 'reqps' }),
      }),
      expect.objectContaining({
        name: 'Errors 500',
        values: [null],
        display: expect.objectContaining({ fixedColor: 'red' }),
      }),
    ]);
  });

  it('takes the whole of a variable apart, and asks for other environments apart', async () => {
    const sent = answerQueries({});
    await portal.post(DATA, BODY);
    expect(sent[0].queries[0].expr).toContain('method=~"(a\\\\.b|GET|POST)"');
  });

  it.each<[string, Record<string, string[]>]>([
    ['a query', { method: ['x"} or up{a="'] }],
    ['a pattern', { method: ['.*'] }],
    ['another value', { method: ['DELETE'] }],
    ['two values of one', { window: ['1m', '5m'] }],
    ['a duration', { window: ['1m]) or up['] }],
  ])('refuses %s as the value of a variable', async (_name, variables) => {
    const sent = answerQueries({});
    const { status, body } = await portal.post(DATA, { ...BODY, variables });
    expect(status).toBe(400);
    expect(body.error.message).toContain(Object.keys(variables)[0]);
    expect(sent).toEqual([]);
  });

  it('does not take the value of a bound variable, nor a query', async () => {
    const sent = answerQueries({});
    await portal.post(DATA, {
      ...BODY,
      variables: { service: ['discounts'] },
    });
    expect(sent[0].queries[0].expr).toContain('service="storefront"');
    const withQuery = await portal.post(DATA, { ...BODY, queries: [] });
    expect(withQuery.status).toBe(400);
  });

  it.each([
    ['storefront/dashboards/other', 404],
    ['storefront/dashboards/unknown', 404],
    ['storefront/dashboards/..%2Fadmin', 400],
    ['discounts/dashboards/svc', 404],
    ['secret/dashboards', 403],
    ['secret/dashboards/svc', 403],
    ['storefront/dashboards/svc?method=GET', 400],
  ])('answers %s with %s', async (path, status) => {
    expect((await portal.get(path, VERA)).status).toBe(status);
  });

  it.each([
    ['storefront/dashboards/other/panels/1/data', 404, {}],
    ['storefront/dashboards/svc/panels/99/data', 404, {}],
    ['secret/dashboards/svc/panels/1/data', 403, {}],
    [DATA, 400, { width: 1_000_000 }],
    [DATA, 400, { from: TO, to: FROM }],
    [DATA, 400, { from: 0 }],
  ])('answers data of %s with %s', async (path, status, parts) => {
    const response = await portal.post(path, { ...BODY, ...parts }, VERA);
    expect(response.status).toBe(status);
  });

  it('draws the queries that worked beside the error of one that did not', async () => {
    answerQueries(
      {
        A: { frames: [aFrame({ times: [FROM], values: [1] })] },
        B: { error: 'parse error', frames: null },
      },
      400,
    );
    const { body } = await portal.post(DATA, BODY);
    expect(body.series).toHaveLength(1);
    expect(body.errors).toEqual([{ refId: 'B', message: 'parse error' }]);
  });

  it('says of each panel that is not drawn why, and asks nothing for it', async () => {
    const transformations = [{ id: 'joinByField', options: {} }];
    upstream.use(
      ...grafanaWith(
        aDashboard({
          panels: [
            aPanel({ id: 1, transformations }),
            aPanel({ id: 2, type: 'geomap' }),
            aPanel({ id: 3, datasource: { uid: 'loki', type: 'loki' } }),
            aPanel({
              id: 4,
              type: 'text',
              options: { mode: 'markdown', content: 'About **$service**' },
            }),
            aPanel({ id: 5, datasource: { uid: '-- Dashboard --' } }),
          ],
        }),
      ),
    );
    const sent = answerQueries({});

    const { body } = await portal.get(DASHBOARD);
    const [, geomap, , text] = body.dashboard.panels;
    expect(geomap.problem).toBe('This panel type (geomap) is not drawn here.');
    expect(text.text).toEqual({
      mode: 'markdown',
      content: 'About **storefront**',
    });
    const messages = [];
    for (const id of [1, 2, 3, 4, 5]) {
      const response = await portal.post(
        `${DASHBOARD}/panels/${id}/data`,
        BODY,
      );
      messages.push(response.body.errors[0].message);
    }
    expect(messages).toEqual([
      'The transformation joinByField of this panel is not done here.',
      'This panel type (geomap) is not drawn here.',
      'This data source (loki) is not read here.',
      'This panel has no data.',
      'This data source (unknown) is not read here.',
    ]);
    expect(sent).toEqual([]);
  });

  it('calls a series without labels by its panel, not by its query', async () => {
    upstream.use(
      ...grafanaWith(
        aDashboard({
          panels: [aPanel({ targets: [{ refId: 'A', expr: 'sum(up)' }] })],
        }),
      ),
    );
    answerQueries({
      A: { frames: [aFrame({ name: 'sum(up)', times: [FROM], values: [1] })] },
    });
    const { body, text } = await portal.post(DATA, BODY);
    expect(body.series[0].name).toBe('Requests of storefront');
    expect(text).not.toContain('sum(up)');
  });

  it('reduces to values and to a table', async () => {
    upstream.use(
      ...grafanaWith(
        aDashboard({
          panels: [
            aPanel({
              id: 1,
              type: 'stat',
              options: {
                reduceOptions: { calcs: ['max'] },
                graphMode: 'area',
              },
            }),
            aPanel({
              id: 2,
              type: 'table',
              transformations: [
                { id: 'reduce', options: { reducers: ['max', 'lastNotNull'] } },
                {
                  id: 'organize',
                  options: {
                    excludeByName: { Max: true },
                    renameByName: { Field: 'Code', 'Last *': 'Now' },
                  },
                },
                {
                  id: 'sortBy',
                  options: { sort: [{ field: 'Now', desc: true }] },
                },
                { id: 'limit', options: { limitField: 1 } },
              ],
            }),
          ],
        }),
      ),
    );
    answerQueries({
      A: {
        frames: [
          aFrame({ name: '200', times: [FROM, FROM + 1], values: [1, 7] }),
          aFrame({ name: '404', times: [FROM, FROM + 1], values: [9, 8] }),
        ],
      },
    });

    const stat = (await portal.post(DATA, BODY)).body;
    expect(stat.series).toEqual([]);
    expect(stat.values).toEqual([
      expect.objectContaining({
        name: '200',
        value: 7,
        spark: { times: [FROM, FROM + 1], values: [1, 7] },
      }),
      expect.objectContaining({ name: '404', value: 9 }),
    ]);
    const table = (await portal.post(`${DASHBOARD}/panels/2/data`, BODY)).body
      .table;
    expect(table.columns.map((c: { name: string }) => c.name)).toEqual([
      'Code',
      'Now',
    ]);
    expect(table.rows).toEqual([['404', 8]]);
  });

  it('reads a dashboard that is stored in the newer form in that form', async () => {
    const resource = (spec: object, storedVersion?: string) =>
      HttpResponse.json({
        metadata: { name: 'svc' },
        spec,
        status: { conversion: { failed: false, storedVersion } },
      });
    const element = {
      kind: 'Panel',
      spec: {
        id: 7,
        title: 'Errors',
        data: {
          kind: 'QueryGroup',
          spec: {
            queries: [
              {
                kind: 'PanelQuery',
                spec: {
                  refId: 'A',
                  hidden: false,
                  query: {
                    kind: 'DataQuery',
                    group: 'prometheus',
                    datasource: { name: 'prom' },
                    spec: { expr: 'errors{service="$service"}' },
                  },
                },
              },
            ],
            transformations: [],
            queryOptions: {},
          },
        },
        vizConfig: {
          kind: 'VizConfig',
          group: 'timeseries',
          spec: { options: {}, fieldConfig: { defaults: {}, overrides: [] } },
        },
      },
    };
    const layout = {
      kind: 'TabsLayout',
      spec: {
        tabs: [
          {
            kind: 'TabsLayoutTab',
            spec: {
              title: 'First',
              layout: {
                kind: 'AutoGridLayout',
                spec: {
                  items: [
                    {
                      kind: 'AutoGridLayoutItem',
                      spec: { element: { name: 'errors' } },
                    },
                  ],
                },
              },
            },
          },
        ],
      },
    };
    const base = `${GRAFANA}/apis/dashboard.grafana.app`;
    const path = 'namespaces/default/dashboards/svc';
    upstream.use(
      http.get(`${base}/v1beta1/${path}`, () =>
        resource(aDashboard({ panels: [] }), 'v2beta1'),
      ),
      http.get(`${base}/v2beta1/${path}`, () =>
        resource({
          title: 'New',
          elements: { errors: element },
          layout,
          variables: [
            {
              kind: 'CustomVariable',
              spec: { name: 'service', query: 'storefront', hide: 'dontHide' },
            },
          ],
        }),
      ),
    );
    const sent = answerQueries({});

    const { body } = await portal.get(DASHBOARD);
    expect(
      body.dashboard.panels.map(({ kind, title }: Record<string, string>) => [
        kind,
        title,
      ]),
    ).toEqual([
      ['row', 'First'],
      ['timeseries', 'Errors'],
    ]);
    await portal.post(`${DASHBOARD}/panels/7/data`, BODY);
    expect(sent[0].queries[0].expr).toBe('errors{service="storefront"}');
  });
});
