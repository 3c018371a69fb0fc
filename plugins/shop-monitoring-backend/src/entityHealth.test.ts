import { describeHealth } from '@shop-portal/plugin-shop-monitoring-common';
import { http, HttpResponse } from 'msw';
import silencedAlerts from './__fixtures__/am-alerts-silenced.json';
import silences from './__fixtures__/am-silences-list.json';
import realRules from './__fixtures__/prom-rules-alert.json';
import { mockUpstreams } from './__testUtils__/mockUpstreams';
import { VERA } from './__testUtils__/people';
import {
  ALERTMANAGER,
  component,
  DATADOG,
  PROMETHEUS,
  SECRETS,
  TestPortal,
} from './__testUtils__/startPortal';
import {
  aMonitor,
  anAlert,
  aRule,
  minutesAgo,
  momentAgo,
  rules,
  vector,
} from './__testUtils__/upstreams';

describe('Health, monitors, alerts and probes', () => {
  const upstream = mockUpstreams();
  let portal: TestPortal;

  beforeEach(async () => {
    portal = await TestPortal.start();
  });

  afterEach(async () => {
    await portal.stop();
  });

  const line = async (path: string) => {
    const { body } = await portal.get(path);
    return describeHealth(body.health, new Date(), { timeZone: 'UTC' });
  };
  const clock = (minutes: number) => momentAgo(minutes).slice(11, 16);

  it('says that it is well, in which environment, and of what', async () => {
    const { status, body, text } = await portal.get('storefront/health');

    expect(status).toBe(200);
    expect(body.health.environment.name).toBe('prod');
    expect(body.environments.map((e: { name: string }) => e.name)).toEqual([
      'dev',
      'prod',
    ]);
    expect(body.health.sources).toEqual(
      ['datadog', 'prometheus', 'alertmanager'].map(source =>
        expect.objectContaining({ source, status: 'live' }),
      ),
    );
    expect(await line('storefront/health')).toBe(
      'Well: nothing fires. 1 monitor, 1 alert, 1 probe.',
    );
    for (const secret of SECRETS) {
      expect(text).not.toContain(secret);
    }
  });

  it('says what alerts since when, and after which release', async () => {
    portal.deliver.promoted(momentAgo(12));
    upstream.use(
      http.get(`${DATADOG}/api/v1/monitor`, () =>
        HttpResponse.json([
          aMonitor({
            overall_state: 'Alert',
            state: {
              groups: {
                '*': { status: 'Alert', last_triggered_ts: minutesAgo(5) },
              },
            },
          }),
        ]),
      ),
    );

    expect(await line('storefront/health')).toBe(
      `Not well: 1 monitor alerts since ${clock(
        5,
      )}, 7 min after release 9f31c02.`,
    );
    portal.deliver.status = 403;
    expect(await line('storefront/health')).toBe(
      `Not well: 1 monitor alerts since ${clock(5)}.`,
    );
  });

  it('shows monitors of the environment, their groups, mutes and plain text', async () => {
    upstream.use(
      http.get(`${DATADOG}/api/v1/monitor`, ({ request }) => {
        const query = new URL(request.url).searchParams;
        expect(query.get('monitor_tags')).toBe('service:storefront');
        expect(request.headers.get('dd-api-key')).toBe('dd-api');
        return HttpResponse.json([
          aMonitor({ id: 1, tags: ['service:storefront', 'env:development'] }),
          aMonitor({ id: 2, tags: ['service:storefronts'] }),
          aMonitor({ id: 3, overall_state: 'Quiescent', brand_new: {} }),
          aMonitor({
            id: 4,
            tags: ['service:storefront'],
            overall_state: 'Alert',
            options: { silenced: { 'env:production': minutesAgo(-60) } },
            state: {
              groups: {
                'host:a,env:production': {
                  status: 'Warn',
                  last_triggered_ts: minutesAgo(3),
                },
                'host:b,env:development': {
                  status: 'Alert',
                  last_triggered_ts: minutesAgo(9),
                },
              },
            },
          }),
          { id: 'strange' },
        ]);
      }),
    );

    const { body } = await portal.get('storefront/monitors?env=prod');

    expect(body.items).toEqual([
      expect.objectContaining({
        id: '3',
        state: 'error',
        rawState: 'Quiescent',
        message: 'Errors rise.',
        thresholds: { critical: 0.01 },
        link: 'https://app.datadog.test/monitors/3',
      }),
      expect.objectContaining({
        id: '4',
        state: 'warning',
        rawState: 'Warn',
        since: momentAgo(3),
        muted: { until: momentAgo(-60) },
        groups: [expect.objectContaining({ name: 'host:a,env:production' })],
      }),
    ]);
  });

  it('shows alerts of the service in the environment, worst first', async () => {
    upstream.use(
      http.get(`${PROMETHEUS}/api/v1/rules`, ({ request }) => {
        expect(request.headers.get('authorization')).toBe('Bearer prom-secret');
        return HttpResponse.json(
          rules(
            aRule({
              alerts: [
                anAlert({ pod: 'a' }, { state: 'pending' }),
                anAlert({ pod: 'b' }),
                anAlert({ service: 'discounts' }),
                anAlert({ cluster: 'shop-dev' }),
                anAlert({ namespace: 'monitoring' }),
                anAlert({ env: 'development' }),
              ],
            }),
            aRule({ name: 'Slow', query: 'max by (service) (p95) > 1' }),
            aRule({ name: 'Other', query: 'up{service="discounts"} == 0' }),
            aRule({
              name: 'Dev',
              labels: { service: 'storefront', env: 'dev' },
            }),
          ),
        );
      }),
    );

    const { body } = await portal.get('storefront/alerts?env=prod');

    expect(body.items).toEqual([
      expect.objectContaining({
        name: 'HighErrorRate',
        state: 'firing',
        labels: expect.objectContaining({ pod: 'b' }),
        summary: 'Errors rise',
        value: 0.042,
        forSeconds: 60,
      }),
      expect.objectContaining({ state: 'pending' }),
    ]);
    const link = new URL(body.items[0].link);
    expect([link.origin, link.searchParams.get('g0.expr')]).toEqual([
      PROMETHEUS,
      'rate(errors_total{service="storefront"}[5m]) > 0.01',
    ]);
    expect(body.rules.map((rule: { name: string }) => rule.name)).toEqual([
      'HighErrorRate',
      'Slow',
    ]);
  });

  it('reads what the real Prometheus and Alertmanager answered', async () => {
    const entities = [
      component('pets', { 'prometheus.io/labels': 'job=dead' }),
      component('named', { 'prometheus.io/alert': 'AlwaysInfo, NeverFires' }),
    ];
    await portal.stop();
    portal = await TestPortal.start({ entities });
    const [silence] = silences;
    upstream.use(
      http.get(`${PROMETHEUS}/api/v1/rules`, () =>
        HttpResponse.json(realRules),
      ),
      http.get(`${ALERTMANAGER}/api/v2/silences`, () =>
        HttpResponse.json([
          silence,
          { ...silence, id: 'old', status: { state: 'expired' } },
        ]),
      ),
      http.get(`${ALERTMANAGER}/api/v2/alerts`, () =>
        HttpResponse.json(silencedAlerts),
      ),
    );

    const pets = (await portal.get('pets/alerts')).body;
    expect(pets.items).toEqual([
      expect.objectContaining({
        name: 'TargetDown',
        state: 'firing',
        since: '2026-11-22T09:54:18.418Z',
        silencedBy: [silence.id],
        muted: {
          by: 'user:default/alice',
          until: '2026-11-22T10:56:00.000Z',
          reason: 'maintenance',
        },
      }),
    ]);
    expect(pets.silences[0]).toMatchObject({
      id: silence.id,
      matchers: ['alertname="TargetDown"', 'job=~"de.*"'],
      link: `${ALERTMANAGER}/#/silences/${silence.id}`,
    });
    // A silenced alert does not make the service unwell.
    expect((await portal.get('pets/health')).body.health).toMatchObject({
      verdict: 'muted',
      muted: { alerts: 1, by: 'user:default/alice' },
    });
    const named = (await portal.get('named/alerts')).body;
    expect(named.items.map((item: { name: string }) => item.name)).toEqual([
      'AlwaysInfo',
    ]);
    expect(named.rules).toHaveLength(2);
  });

  it('shows probes with status, latency and certificate, and those that are down', async () => {
    expect((await portal.get('storefront/probes')).body.items).toEqual([
      {
        instance: 'main',
        target: 'https://shop.example',
        job: 'blackbox',
        state: 'ok',
        httpStatus: 200,
        durationSeconds: 0.31,
        certificateExpiresAt: expect.stringMatching(/^\d{4}-/),
      },
    ]);
    // Another cluster's probe.
    expect((await portal.get('storefront/probes?env=dev')).body.items).toEqual(
      [],
    );
    await portal.stop();
    portal = await TestPortal.start();
    upstream.use(
      http.get(`${PROMETHEUS}/api/v1/query`, ({ request }) =>
        HttpResponse.json(
          new URL(request.url).searchParams
            .get('query')
            ?.startsWith('probe_success')
            ? vector([{ instance: 'x', service: 'discounts' }, '0'])
            : vector([{ instance: 'x', service: 'discounts' }, 'NaN']),
        ),
      ),
    );
    expect((await portal.get('discounts/probes')).body.items).toEqual([
      { instance: 'main', target: 'x', state: 'firing' },
    ]);
    expect(await line('discounts/health')).toBe('Not well: 1 probe alerts.');
  });

  it('drops what hostile annotations ask for, and says so', async () => {
    await portal.stop();
    portal = await TestPortal.start({
      entities: [
        component('hostile', {
          'datadoghq.com/monitor-tags': 'service:a" OR status:"alert',
          'prometheus.io/labels': 'service="} or up{a="b',
          'grafana/dashboard-selector': "uid == '../../admin'",
        }),
      ],
    });
    // Any call of an upstream would be an error here.
    upstream.use(
      http.all('http://*.test/*', ({ request }) => {
        throw new Error(`Nobody expected a call of ${request.url}`);
      }),
    );
    const { status, body } = await portal.get('hostile/health');
    expect(status).toBe(200);
    expect(body.health.verdict).toBe('notWatched');
    expect(
      body.problems.map(({ annotation }: { annotation: string }) => annotation),
    ).toEqual([
      'datadoghq.com/monitor-tags',
      'prometheus.io/labels',
      'grafana/dashboard-selector',
    ]);
    expect((await portal.get('hostile/dashboards')).body.items).toEqual([]);
  });

  it('tells an entity without annotations the line to add', async () => {
    const { body } = await portal.get('bare/health');

    expect(describeHealth(body.health, new Date())).toBe(
      'Not watched: no monitor, alert or probe is linked.',
    );
    expect(body.health.sources).toEqual([
      {
        source: 'datadog',
        status: 'notLinked',
        annotation: 'datadoghq.com/service: bare',
      },
      {
        source: 'prometheus',
        status: 'notLinked',
        annotation: 'prometheus.io/labels: service=bare',
      },
    ]);
  });

  it('lists many entities at once, only those that may be read', async () => {
    const refs = ['storefront', 'secret', 'gone']
      .map(name => `entityRef=component:default/${name}`)
      .join('&');

    const { body } = await portal.get(`/v1/health?${refs}`, VERA);

    expect(
      body.items.map(
        (item: { health: { entityRef: string; environment: object } }) => [
          item.health.entityRef,
          item.health.environment,
        ],
      ),
    ).toEqual([
      [
        'component:default/storefront',
        expect.objectContaining({ name: 'dev' }),
      ],
      [
        'component:default/storefront',
        expect.objectContaining({ name: 'prod' }),
      ],
    ]);
    expect(body.items[0].owner).toBe('group:default/shop-team');
    const tooMany = Array.from(
      { length: 101 },
      (_, index) => `entityRef=component:default/c${index}`,
    ).join('&');
    expect((await portal.get(`/v1/health?${tooMany}`)).status).toBe(400);
  });

  const PATHS = ['health', 'monitors', 'alerts', 'probes', 'marks?from=0&to=1'];

  it.each(PATHS)('authorises %s for each entity', async path => {
    const statuses = await Promise.all([
      portal.get(`storefront/${path}`, ''),
      portal.get(`secret/${path}`, VERA),
      portal.get(`storefront/${path}`, VERA),
      portal.get(`gone/${path}`),
      portal.get(
        `storefront/${path}${path.includes('?') ? '&' : '?'}env=staging`,
      ),
      portal.get(`storefront/${path}${path.includes('?') ? '&' : '?'}env=../x`),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([
      401, 403, 200, 404, 404, 400,
    ]);
  });
});
