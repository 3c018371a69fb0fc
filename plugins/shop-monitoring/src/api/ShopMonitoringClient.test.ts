import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { FetchApi } from '@backstage/frontend-plugin-api';
import { UnexpectedAnswerError } from '@shop-portal/plugin-shop-react';
import {
  ENTITY_REF,
  health,
  healthAnswer,
  panelData,
} from '../__testUtils__/answers';
import { ShopMonitoringClient } from './ShopMonitoringClient';

const BASE = 'http://localhost:7007/api/shop-monitoring';

const fetchApi: FetchApi = {
  fetch: (input, init) =>
    fetch(String(input).replace('plugin://shop-monitoring', BASE), init),
};

describe('ShopMonitoringClient', () => {
  const server = setupServer();
  registerMswTestHooks(server);
  const client = ShopMonitoringClient.create({ fetchApi });

  it('reads the health of an entity in an environment', async () => {
    let search = '';
    server.use(
      http.get(
        `${BASE}/v1/entities/component/default/storefront/health`,
        ({ request }) => {
          search = new URL(request.url).search;
          return HttpResponse.json(healthAnswer());
        },
      ),
    );
    await expect(
      client.getHealth({ entityRef: ENTITY_REF, environment: 'dev' }),
    ).resolves.toEqual(healthAnswer());
    expect(search).toBe('?env=dev');
  });

  it('asks for many entities at once', async () => {
    let refs: string[] = [];
    server.use(
      http.get(`${BASE}/v1/health`, ({ request }) => {
        refs = new URL(request.url).searchParams.getAll('entityRef');
        return HttpResponse.json({
          items: [{ title: 'Storefront', health: health() }],
        });
      }),
    );
    const list = await client.getHealthList([ENTITY_REF, 'component:a/b']);
    expect(list.items).toHaveLength(1);
    expect(refs).toEqual([ENTITY_REF, 'component:a/b']);
  });

  it('names panel, range and values, and keeps names inside their part of the path', async () => {
    let path = '';
    let body: unknown;
    server.use(
      http.post(`${BASE}/*`, async ({ request }) => {
        path = new URL(request.url).pathname;
        body = await request.json();
        return HttpResponse.json(panelData(7));
      }),
    );
    await client.getPanelData(
      { entityRef: ENTITY_REF, environment: 'prod' },
      '../x?y',
      7,
      { from: 1, to: 2, width: 600, variables: { q: ['0.95'] } },
    );
    expect(path).toBe(
      '/api/shop-monitoring/v1/entities/component/default/storefront/dashboards/..%2Fx%3Fy/panels/7/data',
    );
    expect(body).toEqual({
      env: 'prod',
      from: 1,
      to: 2,
      width: 600,
      variables: { q: ['0.95'] },
    });
  });

  it('passes on a refusal', async () => {
    server.use(
      http.get(`${BASE}/*`, () =>
        HttpResponse.json(
          {
            error: { name: 'NotAllowedError', message: 'No' },
            response: { statusCode: 403 },
          },
          { status: 403 },
        ),
      ),
    );
    await expect(
      client.getMonitors({ entityRef: ENTITY_REF }),
    ).rejects.toMatchObject({ name: 'ResponseError', statusCode: 403 });
  });

  it('refuses an answer that does not match', async () => {
    server.use(
      http.get(`${BASE}/*`, () => HttpResponse.json({ items: 'none' })),
    );
    await expect(client.getProbes({ entityRef: ENTITY_REF })).rejects.toThrow(
      UnexpectedAnswerError,
    );
  });
});
