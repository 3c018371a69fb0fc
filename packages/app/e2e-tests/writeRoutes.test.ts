import { APIResponse } from '@playwright/test';
import { ApiRequest, PersonName, PortalApi } from './support/api';
import { readDelivery } from './support/delivery';
import { LabGitHub } from './support/LabGitHub';
import { Product } from './support/Product';
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

/** What the portal wrote to clusters and Argo CD since the last reset. */
async function upstreamWrites(product: Product): Promise<string[]> {
  return Object.keys(await product.control.requests()).filter(
    request =>
      /^(kubernetes|argocd)/.test(request) && !/^\S+ GET /.test(request),
  );
}

async function expectRefusal(
  response: APIResponse,
  { status, message }: Pick<Refusal, 'status' | 'message'>,
): Promise<void> {
  const text = await response.text();
  expect(response.status(), text).toBe(status);
  expect(JSON.parse(text)).toMatchObject({
    error: { message: expect.stringMatching(message) },
  });
}

test.describe('write routes', () => {
  test.beforeAll(async ({ apiOf }) => {
    const olga = await apiOf('Olga Petrova');
    for (const service of ['storefront', 'discounts', 'web']) {
      await expect(async () => {
        const { lanes } = await readDelivery(olga, service);
        const states = lanes.flatMap(lane => [
          ...lane.rollouts.map(({ state }) => state),
          ...lane.applications.map(({ sync }) => sync),
        ]);
        expect(new Set(states)).toEqual(new Set(['live', 'Synced']));
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

test('an entity that copies annotations sees the workload and drives nothing', async ({
  product,
  apiOf,
}) => {
  const github = LabGitHub.of(product.lab);
  await github.createRepository('copycat');
  const target = await github.commitFile(
    'copycat',
    'catalog-info.yaml',
    `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: copycat
  annotations:
    backstage.io/kubernetes-id: storefront
    argocd/app-selector: backstage.io/kubernetes-id=storefront
spec:
  type: service
  lifecycle: experimental
  owner: user:default/vera.ito
`,
  );
  const piet = await apiOf('Piet Maas');
  const registered = await piet.post('/api/catalog/locations', {
    type: 'url',
    target,
  });
  expect(registered.status()).toBe(201);

  // Vera owns the copy, so outside production only the claim is in her way.
  const vera = await apiOf('Vera Ito');
  await expect(async () => {
    const entity = await vera.get(
      '/api/catalog/entities/by-name/component/default/copycat',
    );
    expect(entity.status()).toBe(200);
    const { relations } = await entity.json();
    expect(relations).toContainEqual({
      type: 'ownedBy',
      targetRef: 'user:default/vera.ito',
    });
  }).toPass({ timeout: 60_000 });

  for (const person of ['Vera Ito', 'Olga Petrova'] as const) {
    const api = await apiOf(person);
    const { lanes } = await readDelivery(api, 'copycat');
    expect(lanes.map(({ environment: { name } }) => name)).toEqual([
      'dev',
      'prod',
    ]);
    for (const { rollouts, applications } of lanes) {
      expect(rollouts).toHaveLength(1);
      expect(rollouts[0].live?.tag).toBe('826a72c4');
      expect(applications).toHaveLength(1);
      for (const { claimed, actions } of [...rollouts, ...applications]) {
        expect(claimed).toBe(false);
        expect(actions.filter(({ possible }) => possible)).toEqual([]);
      }
    }
    const environment = person === 'Vera Ito' ? 'dev' : 'prod';
    await product.control.resetRequests();
    for (const route of writeRoutes) {
      const { path, body } = await route.request(
        api,
        'storefront',
        environment,
      );
      const response = await api.post(path, {
        ...body,
        entityRef: 'component:default/copycat',
      });
      await expectRefusal(response, {
        status: 403,
        message:
          /does not name this service\. Add the annotation backstage\.io\/entity-ref: component:default\/copycat to it\./,
      });
    }
    expect(await upstreamWrites(product)).toEqual([]);
  }
});
