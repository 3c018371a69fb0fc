import { APIResponse } from '@playwright/test';
import { ApiRequest, PersonName, PortalApi } from './support/api';
import { readDelivery, readRolloutView } from './support/delivery';
import { expectRefusal, upstreamWrites } from './support/refusals';
import { expect, test } from './support/test';
import { WriteRequest, WriteRoute, writeRoutes } from './support/writeRoutes';

interface Caller {
  /** The portal's API as a person, a service or nobody. */
  as(who: PersonName | 'nobody' | 'a service'): Promise<PortalApi>;
  /** A correct request of this route. */
  request(service: string, environment: string): Promise<WriteRequest>;
}

interface Refusal {
  title: string;
  status: number;
  message: RegExp;
  send(caller: Caller): Promise<APIResponse>;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** Sends a correct request as somebody who may not. */
function sendAs(
  who: PersonName | 'nobody' | 'a service',
  service: string,
  environment: string,
): Refusal['send'] {
  return async caller => {
    const { path, body } = await caller.request(service, environment);
    return await (await caller.as(who)).post(path, body);
  };
}

/** Sends something else than the correct request as somebody who may. */
function sendChanged(
  change: (request: WriteRequest) => Omit<ApiRequest, 'method'>,
): Refusal['send'] {
  return async caller => {
    const request = await caller.request('storefront', 'prod');
    return await (
      await caller.as('Olga Petrova')
    ).fetch(request.path, { method: 'POST', ...change(request) });
  };
}

const refusals: Refusal[] = [
  {
    title: 'nobody who is signed in',
    status: 401,
    message: /^Missing credentials$/,
    send: sendAs('nobody', 'storefront', 'prod'),
  },
  {
    title: 'a viewer in production',
    status: 403,
    message: /^Only operators (promote|refresh) in prod\./,
    send: sendAs('Vera Ito', 'storefront', 'prod'),
  },
  {
    title: 'a viewer outside production',
    status: 403,
    message: /^Only shop-team acts in dev\./,
    send: sendAs('Vera Ito', 'storefront', 'dev'),
  },
  {
    title: "a developer in production of the team's own service",
    status: 403,
    message: /^Only operators (promote|refresh) in prod\./,
    send: sendAs('Dana Kim', 'storefront', 'prod'),
  },
  {
    title: 'a developer of another team',
    status: 403,
    message: /^Only operators (promote|refresh) in prod\./,
    send: sendAs('Dana Kim', 'web', 'prod'),
  },
  {
    title: 'a platform engineer outside production',
    status: 403,
    message: /^Only shop-team acts in dev\./,
    send: sendAs('Piet Maas', 'storefront', 'dev'),
  },
  {
    title: 'a service',
    status: 403,
    message: /does not allow 'service' credentials/,
    send: sendAs('a service', 'storefront', 'prod'),
  },
  {
    title: 'text',
    status: 415,
    message: /^Send the request as application\/json\.$/,
    send: sendChanged(({ body }) => ({
      headers: { 'Content-Type': 'text/plain' },
      data: JSON.stringify(body),
    })),
  },
  {
    title: 'a form, as a foreign page could send it',
    status: 415,
    message: /^Send the request as application\/json\.$/,
    send: sendChanged(() => ({
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      data: 'action=promote',
    })),
  },
  {
    title: 'an oversized body',
    status: 413,
    message: /too large/,
    send: sendChanged(({ body }) => ({
      data: { ...body, reason: 'x'.repeat(17_000) },
    })),
  },
  {
    title: 'broken JSON',
    status: 400,
    message: /JSON/,
    send: sendChanged(() => ({ headers: JSON_TYPE, data: Buffer.from('{') })),
  },
  {
    title: 'an unknown action',
    status: 400,
    message: /^This request is not valid: action: .*expected one of/,
    send: sendChanged(({ body }) => ({ data: { ...body, action: 'delete' } })),
  },
  {
    title: "a patch of the caller's own",
    status: 400,
    message: /^This request is not valid: .*"patch"/,
    send: sendChanged(({ body }) => ({ data: { ...body, patch: [] } })),
  },
  {
    title: 'an entity that nobody knows',
    status: 404,
    message: /^There is no component:default\/nothing in the catalog\.$/,
    send: sendChanged(({ body }) => ({
      data: { ...body, entityRef: 'component:default/nothing' },
    })),
  },
  {
    title: 'a target that does not exist',
    status: 404,
    message: /^There is no (Rollout|application) nothing(-prod)? in /,
    send: async caller => {
      const { path, body } = await caller.request('storefront', 'prod');
      return (await caller.as('Olga Petrova')).post(
        path.replace('/storefront', '/nothing'),
        body,
      );
    },
  },
  {
    title: 'a target of another entity',
    status: 403,
    message:
      /^component:default\/storefront is not linked to this (Rollout|application), so it cannot be driven from here\.$/,
    send: async caller => {
      const { path } = await caller.request('discounts', 'prod');
      const { body } = await caller.request('storefront', 'prod');
      return (await caller.as('Olga Petrova')).post(path, body);
    },
  },
];

/** States of a Rollout in which nothing waits and nothing moves. */
const AT_REST = ['live', 'go-back-window'];

test.describe('write routes', () => {
  // Earlier tests leave releases that wait or were aborted.
  test.beforeAll(async ({ apiOf, product }) => {
    const olga = await apiOf('Olga Petrova');
    for (const service of ['storefront', 'discounts']) {
      await expect(async () => {
        const { live, state } = await readRolloutView(olga, service, 'prod');
        if (!AT_REST.includes(state)) {
          // What is live now: a promotion may still be on its way.
          await product.control.pushTag({
            service,
            environment: 'prod',
            tag: live?.tag ?? '',
            publish: true,
          });
        }
        expect(AT_REST).toContain(state);
      }).toPass({ timeout: 60_000, intervals: [3_000] });
    }
    for (const service of ['storefront', 'discounts', 'web']) {
      await expect(async () => {
        const { lanes } = await readDelivery(olga, service);
        const states = lanes.flatMap(lane => [
          ...lane.rollouts.map(({ state }) => state),
          ...lane.applications.map(({ sync }) => sync),
        ]);
        expect([...AT_REST, 'Synced']).toEqual(expect.arrayContaining(states));
      }).toPass({ timeout: 60_000 });
    }
  });

  for (const route of writeRoutes) {
    test.describe(route.title, () => {
      for (const refusal of refusals) {
        test(`refuse ${refusal.title} with ${refusal.status}`, async ({
          product,
          apiOf,
          anonymousApi,
          serviceApi,
        }) => {
          const olga = await apiOf('Olga Petrova');
          await product.control.resetRequests();

          const response = await refusal.send({
            as: async who => {
              switch (who) {
                case 'nobody':
                  return anonymousApi;
                case 'a service':
                  return serviceApi;
                default:
                  return await apiOf(who);
              }
            },
            request: (service, environment) =>
              route.request(olga, service, environment),
          });

          await expectRefusal(response, refusal);
          expect(await upstreamWrites(product)).toEqual([]);
        });
      }
    });
  }

  test('accept the same requests of an operator', async ({ apiOf }) => {
    const olga = await apiOf('Olga Petrova');
    const send = async ({ request }: WriteRoute) => {
      const { path, body } = await request(olga, 'storefront', 'prod');
      return await olga.post(path, body);
    };
    const [promotion, refresh] = await Promise.all(writeRoutes.map(send));

    await expectRefusal(promotion, {
      status: 409,
      message: /^Promote: nothing waits\.$/,
    });
    expect(refresh.status()).toBe(202);
  });

  test('let a service read', async ({ serviceApi }) => {
    const { lanes } = await readDelivery(serviceApi, 'storefront');
    expect(lanes).toHaveLength(2);
  });
});
