import {
  alertsAnswerSchema,
  dashboardAnswerSchema,
  dashboardsAnswerSchema,
  healthAnswerSchema,
  healthListSchema,
  marksAnswerSchema,
  monitorsAnswerSchema,
  panelDataSchema,
  probesAnswerSchema,
} from '@shop-portal/plugin-shop-monitoring-common';
import { http, HttpResponse } from 'msw';
import { z } from 'zod';
import silencedAlerts from './__fixtures__/am-alerts-silenced.json';
import silences from './__fixtures__/am-silences-list.json';
import realRules from './__fixtures__/prom-rules-alert.json';
import {
  aDashboard,
  aFrame,
  FROM,
  grafanaWith,
  TO,
} from './__testUtils__/grafana';
import { mockUpstreams } from './__testUtils__/mockUpstreams';
import {
  ALERTMANAGER,
  component,
  DATADOG,
  GRAFANA,
  PROMETHEUS,
  TestPortal,
} from './__testUtils__/startPortal';
import { aMonitor, minutesAgo, momentAgo } from './__testUtils__/upstreams';

const PANEL = 'storefront/dashboards/svc/panels/1/data';

describe('What the browser expects', () => {
  const upstream = mockUpstreams();
  let portal: TestPortal;

  beforeEach(async () => {
    upstream.use(
      ...grafanaWith(aDashboard()),
      http.post(`${GRAFANA}/api/ds/query`, () =>
        HttpResponse.json({
          results: {
            A: {
              frames: [aFrame({ times: [FROM, TO], values: [1, null] })],
            },
          },
        }),
      ),
      http.get(`${DATADOG}/api/v1/monitor`, () =>
        HttpResponse.json([
          aMonitor({
            overall_state: 'Alert',
            state: {
              groups: {
                'host:a': {
                  status: 'Alert',
                  last_triggered_ts: minutesAgo(5),
                },
              },
            },
            matching_downtimes: [
              { id: 1, scope: ['host:b'], start: 1, end: null },
            ],
          }),
        ]),
      ),
      http.get(`${PROMETHEUS}/api/v1/rules`, () =>
        HttpResponse.json(realRules),
      ),
      http.get(`${ALERTMANAGER}/api/v2/silences`, () =>
        HttpResponse.json(silences),
      ),
      http.get(`${ALERTMANAGER}/api/v2/alerts`, () =>
        HttpResponse.json(silencedAlerts),
      ),
    );
    portal = await TestPortal.start({
      entities: [
        component('storefront', {
          'backstage.io/kubernetes-id': 'storefront',
          'prometheus.io/labels': 'job=dead',
          'grafana/dashboard-selector': 'shop',
        }),
      ],
    });
    portal.deliver.promoted(momentAgo(10));
  });

  afterEach(async () => {
    await portal.stop();
  });

  it.each<[string, z.ZodType]>([
    ['storefront/health', healthAnswerSchema],
    ['storefront/monitors', monitorsAnswerSchema],
    ['storefront/alerts', alertsAnswerSchema],
    ['storefront/probes', probesAnswerSchema],
    ['storefront/dashboards', dashboardsAnswerSchema],
    ['storefront/dashboards/svc', dashboardAnswerSchema],
    [PANEL, panelDataSchema],
    [
      `storefront/marks?from=${minutesAgo(60)}000&to=${minutesAgo(0)}000`,
      marksAnswerSchema,
    ],
    ['/v1/health?entityRef=component:default/storefront', healthListSchema],
  ])('is what %s answers, and nothing besides', async (path, schema) => {
    const { status, body } =
      path === PANEL
        ? await portal.post(path, { from: FROM, to: TO, width: 600 })
        : await portal.get(path);

    expect(status).toBe(200);
    expect(schema.parse(body)).toEqual(body);
  });
});
