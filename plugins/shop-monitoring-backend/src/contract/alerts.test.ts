import {
  alertsAnswerSchema,
  probesAnswerSchema,
} from '@shop-portal/plugin-shop-monitoring-common';
import { eventually } from './__testUtils__/eventually';
import { MonitoringSide } from './__testUtils__/MonitoringSide';
import {
  GeneratedMonitors,
  renderMonitors,
} from './__testUtils__/renderMonitors';

jest.setTimeout(60_000);

interface SentAlert {
  labels: Record<string, string>;
  status: { state: string; silencedBy: string[] };
}

interface RaisedAlert {
  labels: Record<string, string>;
  state: string;
}

const PROBE = {
  instance: 'main',
  job: 'reviews',
  target: 'http://reviews-active.ecommerce.svc/healthz',
  durationSeconds: expect.any(Number),
};

/** Prometheus writes a query in its own way: matchers are in order. */
function wordsOf(query: string): string {
  return query
    .split(/[\s{}(),]+/)
    .filter(Boolean)
    .sort()
    .join(' ');
}

describe('Of a new service', () => {
  let monitors: GeneratedMonitors;
  let side: MonitoringSide;

  beforeAll(async () => {
    monitors = await renderMonitors();
    side = await MonitoringSide.open(monitors);
  });

  afterAll(async () => {
    await side?.close();
  });

  async function sent(name: string): Promise<SentAlert | undefined> {
    const alerts = await side.read<SentAlert[]>(
      'alertmanager',
      '/api/v2/alerts',
    );
    return alerts.find(({ labels }) => labels.alertname === name);
  }

  async function stateOf(name: string): Promise<string | undefined> {
    const { data } = await side.read<{ data: { alerts: RaisedAlert[] } }>(
      'prometheus',
      '/api/v1/alerts',
    );
    return data.alerts.find(({ labels }) => labels.alertname === name)?.state;
  }

  /** A portal keeps answers for seconds, so each reading has one of its own. */
  async function readAlerts() {
    const portal = await side.openPortal();
    try {
      const { status, body } = await portal.get('reviews/alerts');
      expect(status).toBe(200);
      const answer = alertsAnswerSchema.parse(body);
      expect(answer.sources.map(each => [each.source, each.status])).toEqual([
        ['prometheus', 'live'],
        ['alertmanager', 'live'],
      ]);
      return answer;
    } finally {
      await portal.stop();
    }
  }

  async function readProbes() {
    const portal = await side.openPortal();
    try {
      const { body } = await portal.get('reviews/probes');
      return probesAnswerSchema.parse(body).items;
    } finally {
      await portal.stop();
    }
  }

  it('alerts are those of its rules, with their words', async () => {
    await eventually(
      () => sent('ServiceAtMaximumPods'),
      alert => alert !== undefined,
    );
    await eventually(
      () => sent('ServiceDown'),
      alert => alert !== undefined,
    );
    const { items, rules } = await readAlerts();

    const down = items.find(({ name }) => name === 'ServiceDown');
    expect(down).toMatchObject({
      state: 'firing',
      severity: 'critical',
      summary: 'reviews does not answer in prod',
      description: 'Its health check has failed for two minutes.',
      runbook:
        'https://github.shop.example/shop/reviews/blob/main/docs/runbook.md',
      forSeconds: 120,
      value: 0,
      silencedBy: [],
      labels: {
        alertname: 'ServiceDown',
        cluster: 'shop-prod',
        environment: 'prod',
        namespace: 'ecommerce',
        service: 'reviews',
        severity: 'critical',
        team: 'shop-team',
        instance: 'http://reviews-active.ecommerce.svc/healthz',
        job: 'reviews',
      },
    });
    expect(down).not.toHaveProperty('muted');
    const minutes = (Date.now() - Date.parse(down?.since ?? '')) / 60_000;
    expect(Math.round(minutes)).toBe(20);
    expect(items.map(({ name, state }) => [name, state]).sort()).toEqual([
      ['ServiceAtMaximumPods', 'firing'],
      ['ServiceDown', 'firing'],
    ]);
    expect(rules.map(({ name, state }) => [name, state]).sort()).toEqual([
      ['ServiceAtMaximumPods', 'firing'],
      ['ServiceDown', 'firing'],
      ['ServiceUsesMuchCpu', 'ok'],
    ]);
    expect(rules.map(({ query }) => wordsOf(query)).sort()).toEqual(
      monitors.groups
        .flatMap(group => group.rules)
        .map(({ expr }) => wordsOf(expr))
        .sort(),
    );
  });

  it('the probe is down', async () => {
    expect(await readProbes()).toEqual([
      { ...PROBE, state: 'firing', httpStatus: 503 },
    ]);
  });

  it('alerts are muted by a silence until it ends', async () => {
    const endsAt = new Date(Date.now() + 3_600_000).toISOString();
    const created = await fetch(`${side.urls.alertmanager}/api/v2/silences`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        matchers: [
          { name: 'alertname', value: 'ServiceDown', isRegex: false },
          { name: 'service', value: 'rev.*', isRegex: true },
        ],
        startsAt: new Date().toISOString(),
        endsAt,
        createdBy: 'user:default/olga.petrova',
        comment: 'Being moved',
      }),
    });
    expect(created.status).toBe(200);
    const { silenceID: id } = await created.json();
    await eventually(
      () => sent('ServiceDown'),
      alert => alert?.status.silencedBy.includes(id) ?? false,
    );
    const { items, silences } = await readAlerts();

    const muted = { by: 'user:default/olga.petrova', reason: 'Being moved' };
    expect(items.find(({ name }) => name === 'ServiceDown')).toMatchObject({
      state: 'firing',
      muted: { ...muted, until: endsAt },
      silencedBy: [id],
    });
    expect(
      items.find(({ name }) => name === 'ServiceAtMaximumPods'),
    ).toMatchObject({ silencedBy: [] });
    expect(silences).toMatchObject([
      {
        id,
        endsAt,
        matchers: ['alertname="ServiceDown"', 'service=~"rev.*"'],
        link: `${side.urls.alertmanager}/#/silences/${id}`,
      },
    ]);

    const ended = await fetch(
      `${side.urls.alertmanager}/api/v2/silence/${id}`,
      { method: 'DELETE' },
    );
    expect(ended.status).toBe(200);
    await eventually(
      () => sent('ServiceDown'),
      alert => alert?.status.state === 'active',
    );
    const later = await readAlerts();
    expect(later.silences).toEqual([]);
    expect(
      later.items.find(({ name }) => name === 'ServiceDown'),
    ).not.toHaveProperty('muted');
  });

  it('alerts end when it answers, and wait when it fails again', async () => {
    side.answer(true);
    await eventually(
      () => stateOf('ServiceDown'),
      state => state === undefined,
    );
    await eventually(
      () => sent('ServiceDown'),
      alert => alert === undefined,
    );
    const well = await readAlerts();
    expect(well.items.map(({ name }) => name)).toEqual([
      'ServiceAtMaximumPods',
    ]);
    expect(well.rules.find(({ name }) => name === 'ServiceDown')?.state).toBe(
      'ok',
    );

    expect(await readProbes()).toEqual([
      { ...PROBE, state: 'ok', httpStatus: 200 },
    ]);

    side.answer(false);
    await eventually(
      () => stateOf('ServiceDown'),
      state => state === 'pending',
    );
    const { items } = await readAlerts();
    expect(items.find(({ name }) => name === 'ServiceDown')?.state).toBe(
      'pending',
    );
    expect(await sent('ServiceDown')).toBeUndefined();
  });
});
