import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { FetchApi } from '@backstage/frontend-plugin-api';
import { UnexpectedAnswerError } from '@shop-portal/plugin-shop-react';
import {
  application,
  delivery,
  ENTITY_REF,
  OLGA,
  operation,
  rollout,
} from '../__testUtils__/deliveries';
import { AnswerLostError, StateChangedError } from './errors';
import { ShopRolloutsClient } from './ShopRolloutsClient';

const BASE = 'http://localhost:7007/api/shop-rollouts';
const ACTIONS = `${BASE}/v1/rollouts/shop-prod/ecommerce/storefront/actions`;

const fetchApi: FetchApi = {
  fetch: (input, init) =>
    fetch(String(input).replace('plugin://shop-rollouts', BASE), init),
};

const request = {
  entityRef: ENTITY_REF,
  action: 'promote' as const,
  seen: rollout().seen,
};

describe('ShopRolloutsClient', () => {
  const server = setupServer();
  registerMswTestHooks(server);
  const client = ShopRolloutsClient.create({ fetchApi });

  it('reads a delivery', async () => {
    server.use(
      http.get(
        `${BASE}/v1/deliveries/by-entity/component/default/storefront`,
        () => HttpResponse.json(delivery()),
      ),
    );
    await expect(client.getDelivery(ENTITY_REF)).resolves.toEqual(
      JSON.parse(JSON.stringify(delivery())),
    );
  });

  it('reads summaries and operations', async () => {
    const queries: string[] = [];
    server.use(
      http.get(`${BASE}/v1/deliveries/summaries`, ({ request: { url } }) => {
        queries.push(new URL(url).search);
        return HttpResponse.json({ items: [], sources: [] });
      }),
      http.get(`${BASE}/v1/operations`, ({ request: { url } }) => {
        queries.push(new URL(url).search);
        return HttpResponse.json({ items: [operation()] });
      }),
    );
    await expect(client.getSummaries('waiting')).resolves.toEqual({
      items: [],
      sources: [],
    });
    await expect(client.getOperations(10)).resolves.toEqual([operation()]);
    expect(queries).toEqual(['?filter=waiting', '?limit=10']);
  });

  it('refuses an answer that does not match', async () => {
    server.use(
      http.get(
        `${BASE}/v1/deliveries/by-entity/component/default/storefront`,
        () => HttpResponse.json({ ...delivery(), lanes: 'none' }),
      ),
    );
    await expect(client.getDelivery(ENTITY_REF)).rejects.toThrow(
      UnexpectedAnswerError,
    );
  });

  it('keeps names with special characters inside their part of the path', async () => {
    let path = '';
    server.use(
      http.post(`${BASE}/*`, ({ request: { url } }) => {
        path = new URL(url).pathname;
        return HttpResponse.json({ operation: operation() }, { status: 202 });
      }),
    );
    await client.actOnApplication(
      { ...application().target, name: '../x?y' },
      { entityRef: ENTITY_REF, action: 'sync' },
    );
    expect(path).toBe(
      '/api/shop-rollouts/v1/applications/main/argocd/..%2Fx%3Fy/actions',
    );
  });

  it('sends what the person saw and returns the operation', async () => {
    let body: unknown;
    server.use(
      http.post(ACTIONS, async ({ request: sent }) => {
        body = await sent.json();
        return HttpResponse.json({ operation: operation() }, { status: 202 });
      }),
    );
    await expect(
      client.actOnRollout(rollout().target, request),
    ).resolves.toEqual({ operation: operation() });
    expect(body).toEqual(request);
  });

  it('tells that the state changed, with who was faster', async () => {
    const change = {
      error: { name: 'StateChangedError', message: 'It changed.' },
      by: {
        requestedBy: OLGA,
        requestedAt: '2026-11-22T14:02:06Z',
        action: 'promote',
      },
      current: rollout(),
    };
    server.use(
      http.post(ACTIONS, () => HttpResponse.json(change, { status: 409 })),
    );
    const error = await client
      .actOnRollout(rollout().target, request)
      .catch(caught => caught);
    expect(error).toBeInstanceOf(StateChangedError);
    expect(error.change.by).toEqual(change.by);
  });

  it.each([
    [
      'another conflict',
      409,
      { error: { name: 'ConflictError', message: 'Held.' } },
    ],
    ['a refusal', 403, { error: { name: 'NotAllowedError', message: 'No.' } }],
    [
      'an upstream that is down',
      503,
      { error: { name: 'ServiceUnavailableError', message: 'Down.' } },
    ],
  ])('passes on %s', async (_, status, body) => {
    server.use(
      http.post(ACTIONS, () =>
        HttpResponse.json(
          { ...body, response: { statusCode: status } },
          { status },
        ),
      ),
    );
    await expect(
      client.actOnRollout(rollout().target, request),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: status,
      body: { error: body.error },
    });
  });

  it.each([
    ['the network is gone', () => HttpResponse.error()],
    ['a proxy gives up', () => new HttpResponse('<html>', { status: 504 })],
  ])('does not know what happened when %s', async (_, answer) => {
    server.use(http.post(ACTIONS, answer));
    await expect(
      client.actOnRollout(rollout().target, request),
    ).rejects.toThrow(AnswerLostError);
  });
});
