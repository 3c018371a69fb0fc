import { z } from 'zod';
import { ApiRequest, PersonName } from './support/api';
import { kubectlJson } from './support/kubectl';
import { expect, test } from './support/test';

const PEOPLE: PersonName[] = ['Olga Petrova', 'Dana Kim', 'Vera Ito'];
const CLUSTER = 'shop-prod';
const ROLLOUT =
  '/api/kubernetes/proxy/apis/argoproj.io/v1alpha1/namespaces/ecommerce/rollouts/storefront';
const PODS = '/api/kubernetes/proxy/api/v1/namespaces/ecommerce/pods';

const namedSchema = z.object({
  metadata: z.object({ name: z.string(), generation: z.number().optional() }),
});
const podsSchema = z.object({ items: z.array(namedSchema).min(1) });

function inCluster(request: ApiRequest): ApiRequest {
  return {
    ...request,
    headers: { 'Backstage-Kubernetes-Cluster': CLUSTER, ...request.headers },
  };
}

const JSON_PATCH = { 'Content-Type': 'application/json-patch+json' };
const MERGE_PATCH = { 'Content-Type': 'application/merge-patch+json' };

const writes: Array<{
  title: string;
  path: (pod: string) => string;
  request: ApiRequest;
  verb: string;
  resource: string;
}> = [
  {
    title: 'a merge patch of a Rollout',
    path: () => ROLLOUT,
    request: {
      method: 'PATCH',
      headers: MERGE_PATCH,
      data: { spec: { paused: true } },
    },
    verb: 'patch',
    resource: 'rollouts',
  },
  {
    title: "a JSON patch of a Rollout's status",
    path: () => `${ROLLOUT}/status`,
    request: {
      method: 'PATCH',
      headers: JSON_PATCH,
      data: JSON.stringify([{ op: 'remove', path: '/status/pauseConditions' }]),
    },
    verb: 'patch',
    resource: 'rollouts/status',
  },
  {
    title: 'the replacement of a Rollout',
    path: () => ROLLOUT,
    request: { method: 'PUT', data: {} },
    verb: 'update',
    resource: 'rollouts',
  },
  {
    title: 'the deletion of a pod',
    path: pod => `${PODS}/${pod}`,
    request: { method: 'DELETE' },
    verb: 'delete',
    resource: 'pods',
  },
  {
    title: 'the creation of a pod',
    path: () => PODS,
    request: {
      method: 'POST',
      data: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'intruder' } },
    },
    verb: 'create',
    resource: 'pods',
  },
];

for (const person of PEOPLE) {
  test(`the cluster lets ${person} read through the portal's proxy, and refuses every write`, async ({
    product,
    apiOf,
  }) => {
    const api = await apiOf(person);
    const rollout = () =>
      kubectlJson(product, CLUSTER, [
        'get',
        'rollout/storefront',
        '--namespace',
        'ecommerce',
      ]);

    const read = await api.fetch(ROLLOUT, inCluster({ method: 'GET' }));
    expect(read.status()).toBe(200);
    expect(await read.json()).toMatchObject({
      kind: 'Rollout',
      metadata: { name: 'storefront' },
    });

    const list = await api.fetch(PODS, inCluster({ method: 'GET' }));
    const { items } = podsSchema.parse(await list.json());
    const pod = items[0].metadata.name;
    const before = namedSchema.parse(await rollout());

    for (const { title, path, request, verb, resource } of writes) {
      const response = await api.fetch(path(pod), inCluster(request));
      expect(response.status(), title).toBe(403);
      expect(await response.json(), title).toMatchObject({
        kind: 'Status',
        status: 'Failure',
        reason: 'Forbidden',
        code: 403,
        message: expect.stringContaining(
          `User "system:serviceaccount:shop-portal:reader" cannot ${verb} resource "${resource}"`,
        ),
      });
    }

    expect(namedSchema.parse(await rollout())).toEqual(before);
    const after = await api.fetch(
      `${PODS}/${pod}`,
      inCluster({ method: 'GET' }),
    );
    expect(after.status()).toBe(200);
  });
}

test('nobody reads secrets of a cluster through the proxy', async ({
  apiOf,
}) => {
  const olga = await apiOf('Olga Petrova');
  const response = await olga.fetch(
    '/api/kubernetes/proxy/api/v1/namespaces/ecommerce/secrets',
    inCluster({ method: 'GET' }),
  );
  expect(response.status()).toBe(403);
});
