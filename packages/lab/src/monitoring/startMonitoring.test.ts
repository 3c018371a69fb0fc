import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { parse } from 'yaml';
import { DASHBOARDS, startTestMonitoring } from './testing/startTestMonitoring';
import { TestShop } from './testing/TestShop';

const MONITORS = join(
  DASHBOARDS,
  '../deploy/apps/advertisements/overlays/prod/monitors',
);

// Servers are started.
jest.setTimeout(30_000);

let shop: TestShop;

beforeEach(async () => {
  shop = await TestShop.create();
  for (const kind of ['alerts', 'probe']) {
    const seed = parse(readFileSync(join(MONITORS, `${kind}.yaml`), 'utf8'));
    shop.apply(seed.kind, 'advertisements', 'advertisements', {
      spec: seed.spec,
    });
  }
});
afterEach(() => shop.close());

it('tells the team within two evaluations that advertisements is down', async () => {
  const { evaluate, notices, urls, counter } = await startTestMonitoring(shop);
  const names = async () => {
    const { body } = await request(urls.prometheus).get('/api/v1/alerts');
    return body.data.alerts
      .filter(({ state }: { state: string }) => state === 'firing')
      .map(({ labels }: { labels: { alertname: string } }) => labels.alertname)
      .sort();
  };
  expect(await names()).toEqual([]);

  shop.stop('advertisements', 'a1');
  evaluate();
  shop.advance(10);
  evaluate();
  expect(await names()).toEqual(['ServiceAnswersWithErrors', 'ServiceDown']);
  const alertmanager = await request(urls.alertmanager).get('/api/v2/alerts');
  expect(alertmanager.body).toHaveLength(2);
  for (const by of ['Slack', 'mail']) {
    expect(notices.list().filter(notice => notice.by === by)).toContainEqual(
      expect.objectContaining({
        title: '[FIRING:1] advertisements (shop-prod)',
        links: [
          'http://localhost:7007/catalog/default/component/advertisements/monitoring?env=prod',
        ],
      }),
    );
  }
  expect(counter.snapshot()).toEqual({
    'prometheus GET /api/v1/alerts': 2,
    'alertmanager GET /api/v2/alerts': 1,
  });
});

it('lets one upstream fail and the others be well', async () => {
  const { faults, urls } = await startTestMonitoring(shop);
  faults.grafana.set('500');
  await request(urls.grafana).get('/api/health').expect(500);
  await request(urls.prometheus).get('/api/v1/rules').expect(200);
  faults.grafana.heal();
  const { body } = await request(urls.grafana).get('/api/health').expect(200);
  expect(body.database).toBe('ok');
});

it('serves this machine only', async () => {
  const { urls } = await startTestMonitoring(shop);
  for (const url of Object.values(urls)) {
    const foreign = await request(url).get('/').set('Host', 'a.example');
    expect(foreign.status).toBe(403);
    const page = await request(url).get('/').set('Origin', 'http://a.example');
    expect(page.status).toBe(403);
  }
});
