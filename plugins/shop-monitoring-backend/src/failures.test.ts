import {
  describeSource,
  SourceState,
} from '@shop-portal/plugin-shop-monitoring-common';
import { delay, http, HttpResponse } from 'msw';
import { aDashboard, FROM, grafanaWith, TO } from './__testUtils__/grafana';
import { mockUpstreams } from './__testUtils__/mockUpstreams';
import {
  ALERTMANAGER,
  DATADOG,
  GRAFANA,
  PROMETHEUS,
  SECRETS,
  TestPortal,
} from './__testUtils__/startPortal';

const SOURCES = [
  ['Datadog', DATADOG, 'storefront/monitors'],
  ['Prometheus', PROMETHEUS, 'storefront/alerts'],
  ['Alertmanager', ALERTMANAGER, 'storefront/alerts'],
  ['Grafana', GRAFANA, 'storefront/dashboards'],
] as const;

const FAULTS: Array<[string, () => Response, string, RegExp]> = [
  [
    'down',
    () => HttpResponse.error(),
    'unreachable',
    /cannot be reached\. Try/,
  ],
  ['401', status(401), 'unauthorized', /key for .* is not valid\. Tell a/],
  ['403', status(403), 'forbidden', /key for .* may not read this\. Tell a/],
  [
    '429',
    () =>
      new HttpResponse('', { status: 429, headers: { 'Retry-After': '60' } }),
    'rateLimited',
    /asks us to wait until \d\d:\d\d\.$/,
  ],
  ['500', status(500), 'serverError', /a problem of its own\. Try again/],
  [
    'garbage',
    () => HttpResponse.html('<h1>Sign in'),
    'badAnswer',
    /cannot read\. Tell/,
  ],
  [
    'another shape',
    () => HttpResponse.json({ a: 1 }),
    'badAnswer',
    /cannot read\. Tell/,
  ],
  ['empty', () => new HttpResponse(''), 'badAnswer', /cannot read\. Tell a/],
  [
    'a redirect elsewhere',
    () => HttpResponse.redirect('http://elsewhere.test/login'),
    'badAnswer',
    /cannot read\. Tell a/,
  ],
];

const PANEL = 'storefront/dashboards/svc/panels/1/data';
const RANGE = { from: FROM, to: TO, width: 600 };

function status(code: number): () => Response {
  return () => HttpResponse.json({ errors: ['no'] }, { status: code });
}

function stateOf(name: string, body: object): SourceState {
  const { source, sources } = {
    source: undefined,
    sources: undefined,
    ...(body as { source?: SourceState; sources?: SourceState[] }),
  };
  const found = [source, ...(sources ?? [])].find(
    state => state?.source === name.toLowerCase(),
  );
  if (!found) {
    throw new Error(`The answer says nothing about ${name}`);
  }
  return found;
}

describe('An upstream that fails', () => {
  const upstream = mockUpstreams();
  let portal: TestPortal;
  let calls: string[];

  beforeEach(async () => {
    calls = [];
    upstream.use(...grafanaWith(aDashboard()));
    upstream.events.on('request:start', ({ request }) => {
      const { host, pathname } = new URL(request.url);
      if (host.endsWith('.test')) {
        calls.push(`${request.method} ${host}${pathname}`);
      }
    });
    portal = await TestPortal.start();
  });

  afterEach(async () => {
    upstream.events.removeAllListeners();
    jest.restoreAllMocks();
    await portal.stop();
  });

  describe.each(SOURCES)('%s', (name, host, path) => {
    it.each(FAULTS)('%s', async (_fault, respond, reason, text) => {
      upstream.use(http.all(`${host}/*`, respond));

      const { status: code, body, text: raw } = await portal.get(path);

      expect(code).toBe(200);
      const state = stateOf(name, body);
      expect(state).toMatchObject({ status: 'failed', reason });
      expect(describeSource(state, new Date())).toMatch(text);
      expect(calls.join()).not.toContain('elsewhere');
      const others = (await portal.get('storefront/health')).body.health.sources
        .filter((other: SourceState) => other.source !== state.source)
        .map((other: SourceState) => other.status);
      expect(new Set(others)).toEqual(new Set(['live']));
      for (const secret of SECRETS) {
        expect(raw).not.toContain(secret);
      }
    });
  });

  it.each(FAULTS)(
    "Grafana's query API: %s",
    async (_fault, respond, reason) => {
      upstream.use(http.post(`${GRAFANA}/api/ds/query`, respond));

      const { status: code, body } = await portal.post(PANEL, RANGE);

      expect(code).toBe(200);
      expect(body.source).toMatchObject({ status: 'failed', reason });
      expect(body.series).toEqual([]);
      expect(
        (await portal.get('storefront/dashboards/svc')).body.source.status,
      ).toBe('live');
    },
  );

  it('is waited for five seconds, and the others are shown', async () => {
    upstream.use(
      ...SOURCES.map(([, host]) =>
        http.all(`${host}/*`, async () => {
          await delay('infinite');
        }),
      ),
    );
    const answers = await Promise.all(
      SOURCES.map(async ([name, , path]) =>
        stateOf(name, (await portal.get(path)).body),
      ),
    );
    expect(answers.map(state => describeSource(state, new Date()))).toEqual(
      SOURCES.map(([name]) => `${name} did not answer in 5 s.`),
    );
  });

  it('with more than can be read is told, and read no further', async () => {
    upstream.use(
      http.get(`${DATADOG}/*`, () =>
        HttpResponse.text('x'.repeat(21 * 1024 * 1024)),
      ),
    );
    const { body } = await portal.get('storefront/monitors');
    expect(body.source.reason).toBe('tooLarge');
  });

  it('is shown as it last was, and asked again later', async () => {
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
    const first = (await portal.get('storefront/monitors')).body;
    expect(first.source.status).toBe('live');

    upstream.use(http.get(`${DATADOG}/*`, status(500)));
    clock.mockReturnValue(now + 31_000);
    const second = (await portal.get('storefront/monitors')).body;
    expect(second.source).toMatchObject({
      status: 'stale',
      reason: 'serverError',
      asOf: first.source.asOf,
    });
    expect(second.items).toEqual(first.items);
    expect((await portal.get('storefront/health')).body.health.verdict).toBe(
      'notKnown',
    );

    upstream.resetHandlers();
    upstream.use(
      http.get(`${DATADOG}/api/v1/monitor`, () => HttpResponse.json([])),
    );
    clock.mockReturnValue(now + 40_000);
    expect((await portal.get('storefront/monitors')).body).toMatchObject({
      source: { status: 'live' },
      items: [],
    });
  });

  it('is left alone until it allows another call, whoever asks for what', async () => {
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
    upstream.use(
      http.get(
        `${DATADOG}/*`,
        () =>
          new HttpResponse('', {
            status: 429,
            headers: { 'X-RateLimit-Reset': '50' },
          }),
      ),
    );
    const read = async (name: string) =>
      (await portal.get(`${name}/monitors`)).body.source;

    await read('storefront');
    clock.mockReturnValue(now + 45_000);
    const other = await read('discounts');
    expect(calls).toHaveLength(1);
    expect(Date.parse(other.retryAt) - now).toBeGreaterThan(45_000);
    clock.mockReturnValue(now + 52_000);
    await read('discounts');
    expect(calls).toHaveLength(2);
  });

  it('or answers: a hundred viewers cause the calls of one', async () => {
    // Within the freshness of an answer, however slow this machine is.
    jest.spyOn(Date, 'now').mockReturnValue(Date.now());
    const visit = async (viewed: TestPortal) => {
      await Promise.all([
        viewed.get('storefront/health'),
        viewed.get('storefront/monitors'),
        viewed.get('storefront/alerts'),
        viewed.get('storefront/probes'),
        viewed.get('storefront/dashboards/svc'),
        viewed.post(PANEL, RANGE),
      ]);
    };
    await visit(portal);
    const ofOne = [...calls].sort();
    expect(ofOne).toContain('GET datadog.test/api/v1/monitor');
    expect(ofOne).toContain('POST grafana.test/api/ds/query');

    calls = [];
    const crowded = await TestPortal.start();
    await Promise.all(Array.from({ length: 100 }, () => visit(crowded)));
    await crowded.stop();
    expect([...calls].sort()).toEqual(ofOne);
  });
});
