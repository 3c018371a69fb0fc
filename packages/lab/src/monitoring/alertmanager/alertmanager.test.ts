import request from 'supertest';
import { RequestCounter } from '../../http/requestCounter';
import { Notices } from '../../notices';
import { RaisedAlert } from '../prometheus/AlertRules';
import alertsFixture from '../__testUtils__/fixtures/am-alerts.json';
import badFilter from '../__testUtils__/fixtures/am-alerts-badfilter.json';
import badId from '../__testUtils__/fixtures/am-err-badid.json';
import emptyMatchers from '../__testUtils__/fixtures/am-err-empty-matchers.json';
import matchAll from '../__testUtils__/fixtures/am-err-match-all.json';
import noEnd from '../__testUtils__/fixtures/am-err-noend.json';
import past from '../__testUtils__/fixtures/am-err-past.json';
import silencedFixture from '../__testUtils__/fixtures/am-alerts-silenced.json';
import silencesFixture from '../__testUtils__/fixtures/am-silences-list.json';
import statusFixture from '../__testUtils__/fixtures/am-status.json';
import { TestShop } from '../testing/TestShop';
import { UpstreamFaults } from '../UpstreamFaults';
import { AlertNotifier } from './AlertNotifier';
import { startAlertmanager } from './startAlertmanager';

const PORTAL = 'http://localhost:7007';
const HOUR_MILLIS = 3_600_000;
const PAST = {
  startsAt: '2019-01-01T00:00:00Z',
  endsAt: '2020-01-01T00:00:00Z',
};

// Each test starts a server of its own.
jest.setTimeout(30_000);

let shop: TestShop;
let notices: Notices;
let faults: UpstreamFaults;

beforeEach(async () => {
  shop = await TestShop.create();
  notices = await Notices.open({ dataDir: shop.dataDir, onError });
  faults = new UpstreamFaults();
});
afterEach(() => shop.close());

function onError(error: unknown): void {
  throw error;
}

async function start() {
  const alertmanager = await startAlertmanager({
    name: 'alertmanager',
    port: 0,
    counter: new RequestCounter(),
    faults,
    onError,
    dataDir: shop.dataDir,
    now: shop.now,
    prometheusUrl: 'http://localhost:7150',
    notifier: new AlertNotifier(notices, PORTAL),
  });
  shop.onClose(() => alertmanager.close());
  return {
    alertmanager,
    api: request(`http://localhost:${alertmanager.port}`),
  };
}

function alert(service: string): RaisedAlert {
  return {
    labels: {
      alertname: 'ServerErrors',
      cluster: 'shop-prod',
      namespace: 'ecommerce',
      service,
      team: 'shop-team',
    },
    annotations: { summary: `${service} fails` },
    state: 'firing',
    activeAt: shop.seconds - 60,
    firedAt: shop.seconds,
    value: 1,
    query: 'vector(1)',
  };
}

function silence(changes: object = {}) {
  return {
    matchers: [{ name: 'service', value: 'store.*', isRegex: true }],
    startsAt: new Date(shop.now()).toISOString(),
    endsAt: new Date(shop.now() + HOUR_MILLIS).toISOString(),
    createdBy: 'user:default/olga.petrova',
    comment: 'known',
    ...changes,
  };
}

const keysOf = (value: object) => Object.keys(value).sort();

it('shows alerts in the real shape, and silenced ones as suppressed', async () => {
  const { alertmanager, api } = await start();
  alertmanager.receive({
    firing: [alert('storefront'), alert('discounts')],
    resolved: [],
  });
  const { body } = await api.get('/api/v2/alerts').expect(200);
  expect(keysOf(body[0])).toEqual(keysOf(alertsFixture[0]));
  expect(body[0].status).toEqual({
    inhibitedBy: [],
    silencedBy: [],
    state: 'active',
  });

  const created = await api.post('/api/v2/silences').send(silence());
  const id = created.body.silenceID;
  const filtered = await api
    .get('/api/v2/alerts')
    .query({ filter: 'service=~"store.+"' });
  expect(filtered.body).toHaveLength(1);
  expect(keysOf(filtered.body[0].status)).toEqual(
    keysOf(silencedFixture[0].status),
  );
  expect(filtered.body[0].status).toMatchObject({
    silencedBy: [id],
    state: 'suppressed',
  });
  const loud = await api.get('/api/v2/alerts?silenced=false');
  expect(loud.body).toHaveLength(1);
  const refused = await api.get('/api/v2/alerts?filter=foo bar').expect(400);
  expect(refused.body).toEqual(badFilter);
});

it('takes a silence from pending over active to expired', async () => {
  const { api } = await start();
  const state = async (id: string) =>
    (await api.get(`/api/v2/silence/${id}`).expect(200)).body.status.state;
  const later = new Date(shop.now() + HOUR_MILLIS / 2).toISOString();
  const { body } = await api
    .post('/api/v2/silences')
    .send(silence({ startsAt: later }))
    .expect(200);
  const id = body.silenceID;
  expect(await state(id)).toBe('pending');
  shop.advance(1801);
  expect(await state(id)).toBe('active');

  const list = await api.get('/api/v2/silences');
  expect(keysOf(list.body[0])).toEqual(keysOf(silencesFixture[0]));
  expect(keysOf(list.body[0].matchers[0])).toEqual(
    keysOf(silencesFixture[0].matchers[0]),
  );

  const changed = await api
    .post('/api/v2/silences')
    .send(
      silence({ id, matchers: [{ name: 'a', value: 'b', isRegex: false }] }),
    );
  expect(changed.body.silenceID).not.toBe(id);
  expect(await state(id)).toBe('expired');
  await api.delete(`/api/v2/silence/${changed.body.silenceID}`).expect(200);
  expect(await state(changed.body.silenceID)).toBe('expired');
});

it('keeps silences over a restart', async () => {
  const first = await start();
  const { body } = await first.api.post('/api/v2/silences').send(silence());
  await first.alertmanager.close();
  const second = await start();
  const kept = await second.api.get('/api/v2/silences').expect(200);
  expect(kept.body).toMatchObject([{ id: body.silenceID }]);
});

it.each([
  ['no matchers', { matchers: [] }, 422, emptyMatchers],
  ['no end', { endsAt: undefined }, 422, noEnd],
  ['an end in the past', PAST, 400, past],
  [
    'matchers of everything',
    { matchers: [{ name: 'a', value: '.*', isRegex: true }] },
    400,
    matchAll,
  ],
  ['an unknown id', { id: '5855042e-9ec6-4f4b-826c-74819028cc85' }, 404, badId],
])('refuses a silence with %s', async (_what, changes, status, body) => {
  const { api } = await start();
  const response = await api.post('/api/v2/silences').send(silence(changes));
  expect(response.status).toBe(status);
  expect(response.body).toEqual(body);
});

it('tells the team of what starts and ends, unless it is silenced', async () => {
  const { alertmanager, api } = await start();
  alertmanager.receive({ firing: [alert('storefront')], resolved: [] });
  // Sent again: nothing new.
  alertmanager.receive({ firing: [alert('storefront')], resolved: [] });
  expect(notices.list()).toMatchObject([
    { by: 'mail', to: 'shop-team@shop.example' },
    {
      by: 'Slack',
      to: '#shop-team',
      title: '[FIRING:1] storefront (shop-prod)',
      text: expect.stringContaining('ServerErrors: storefront fails'),
      links: [
        `${PORTAL}/catalog/default/component/storefront/monitoring?env=prod`,
      ],
    },
  ]);
  alertmanager.receive({ firing: [], resolved: [alert('storefront')] });
  expect(notices.list()[0].title).toBe('[RESOLVED:1] storefront (shop-prod)');

  await api.post('/api/v2/silences').send(silence());
  alertmanager.receive({ firing: [alert('storefront')], resolved: [] });
  expect(notices.list()).toHaveLength(4);
});

it('says what it is', async () => {
  const { api } = await start();
  const { body } = await api.get('/api/v2/status').expect(200);
  expect(keysOf(body)).toEqual(keysOf(statusFixture));
  expect(keysOf(body.versionInfo)).toEqual(keysOf(statusFixture.versionInfo));
});

it.each([
  ['401', 401, '{"message":"The lab answers 401."'],
  ['403', 403, '{"message"'],
  ['429', 429, '{"message"'],
  ['500', 500, '{"message"'],
  ['garbage', 200, '{"status":"success","data":{"resul'],
  ['empty', 200, ''],
] as const)('fails on demand with %s', async (how, status, text) => {
  const { api } = await start();
  faults.set(how);
  const response = await api
    .get('/api/v2/status')
    .buffer(true)
    .parse((r, done) => {
      let all = '';
      r.on('data', chunk => {
        all += chunk;
      });
      r.on('end', () => done(null, all));
    });
  expect(response.status).toBe(status);
  expect(response.body.startsWith(text)).toBe(true);
  expect(text === '' ? response.body : '').toBe('');
  faults.heal();
  await api.get('/api/v2/status').expect(200);
});

it('is down on demand', async () => {
  const { api } = await start();
  faults.set('down');
  await expect(api.get('/api/v2/status')).rejects.toThrow('socket hang up');
});
