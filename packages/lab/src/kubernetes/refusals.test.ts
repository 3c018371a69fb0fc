import { readFileSync } from 'fs';
import { get } from 'https';
import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  CONFIG_MAPS,
  configMap,
  PODS,
  rollout,
  ROLLOUTS,
} from './__testUtils__/objects';
import { TestCluster, TestRequest } from './__testUtils__/TestCluster';

const MERGE_PATCH = 'application/merge-patch+json';

interface Refusal {
  what: string;
  method?: string;
  path: string;
  request?: TestRequest;
  code: number;
  /** Absent where a real server gives none. */
  reason: string | undefined;
  message: unknown;
  /** Absent where the answer has none. */
  details?: unknown;
}

const ROLLOUT_DETAILS = {
  name: 'storefront',
  group: 'argoproj.io',
  kind: 'rollouts',
};
const PATCH_TYPES =
  'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json';

const REFUSALS: Refusal[] = [
  {
    what: 'a wrong token',
    path: ROLLOUTS,
    request: { as: 'nobody', headers: { authorization: 'Bearer guessed' } },
    code: 401,
    reason: 'Unauthorized',
    message: 'Unauthorized',
  },
  {
    what: 'no token',
    path: PODS,
    request: { as: 'nobody' },
    code: 403,
    reason: 'Forbidden',
    message:
      'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" in the namespace "ecommerce"',
    details: { kind: 'pods' },
  },
  {
    what: 'no token for discovery',
    path: '/apis',
    request: { as: 'nobody' },
    code: 403,
    reason: 'Forbidden',
    message: 'forbidden: User "system:anonymous" cannot get path "/apis"',
    details: {},
  },
  {
    what: 'a reader who patches the status',
    method: 'PATCH',
    path: `${ROLLOUTS}/storefront/status`,
    request: { as: 'reader', contentType: MERGE_PATCH, body: {} },
    code: 403,
    reason: 'Forbidden',
    message:
      'rollouts.argoproj.io "storefront" is forbidden: User "system:serviceaccount:shop-portal:reader" cannot patch resource "rollouts/status" in API group "argoproj.io" in the namespace "ecommerce"',
    details: ROLLOUT_DETAILS,
  },
  {
    what: 'a promoter who patches the Rollout',
    method: 'PATCH',
    path: `${ROLLOUTS}/storefront`,
    request: { as: 'promoter', contentType: MERGE_PATCH, body: {} },
    code: 403,
    reason: 'Forbidden',
    message:
      'rollouts.argoproj.io "storefront" is forbidden: User "system:serviceaccount:shop-portal:promoter" cannot patch resource "rollouts" in API group "argoproj.io" in the namespace "ecommerce"',
    details: ROLLOUT_DETAILS,
  },
  {
    what: 'a changer who deletes',
    method: 'DELETE',
    path: `${ROLLOUTS}/storefront`,
    request: { as: 'changer' },
    code: 403,
    reason: 'Forbidden',
    message: expect.stringMatching(/cannot delete resource "rollouts"/),
    details: ROLLOUT_DETAILS,
  },
  {
    what: 'a reader of secrets',
    path: '/api/v1/secrets',
    request: { as: 'reader' },
    code: 403,
    reason: 'Forbidden',
    message:
      'secrets is forbidden: User "system:serviceaccount:shop-portal:reader" cannot list resource "secrets" in API group "" at the cluster scope',
    details: { kind: 'secrets' },
  },
  {
    what: 'an object that does not exist',
    path: `${ROLLOUTS}/nothing`,
    code: 404,
    reason: 'NotFound',
    message: 'rollouts.argoproj.io "nothing" not found',
    details: { ...ROLLOUT_DETAILS, name: 'nothing' },
  },
  {
    what: 'an unknown subresource',
    path: `${ROLLOUTS}/storefront/paused`,
    code: 404,
    reason: 'NotFound',
    message: 'the server could not find the requested resource',
    details: {},
  },
  {
    what: 'an unknown kind',
    path: '/apis/argoproj.io/v1alpha1/namespaces/ecommerce/sensors',
    code: 404,
    reason: 'NotFound',
    message: 'the server could not find the requested resource',
    details: {},
  },
  {
    what: 'a namespace that does not exist',
    method: 'POST',
    path: '/apis/argoproj.io/v1alpha1/namespaces/nowhere/rollouts',
    request: {
      body: { ...rollout(), metadata: { name: 'storefront' } },
    },
    code: 404,
    reason: 'NotFound',
    message: 'namespaces "nowhere" not found',
    details: { name: 'nowhere', kind: 'namespaces' },
  },
  {
    what: 'a method that the resource has not',
    method: 'POST',
    path: `${ROLLOUTS}/storefront`,
    request: { body: rollout() },
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
    details: {},
  },
  {
    what: 'a name that exists',
    method: 'POST',
    path: ROLLOUTS,
    request: { body: rollout() },
    code: 409,
    reason: 'AlreadyExists',
    message: 'rollouts.argoproj.io "storefront" already exists',
    details: ROLLOUT_DETAILS,
  },
  {
    what: 'another uid',
    method: 'PUT',
    path: `${ROLLOUTS}/storefront`,
    request: {
      body: { ...rollout(), metadata: { name: 'storefront', uid: 'another' } },
    },
    code: 409,
    reason: 'Conflict',
    message: expect.stringMatching(
      /^Operation cannot be fulfilled on rollouts\.argoproj\.io "storefront"/,
    ),
    details: ROLLOUT_DETAILS,
  },
  {
    what: 'a strategic merge patch on a custom resource',
    method: 'PATCH',
    path: `${ROLLOUTS}/storefront/status`,
    request: {
      contentType: 'application/strategic-merge-patch+json',
      body: {},
    },
    code: 415,
    reason: 'UnsupportedMediaType',
    message: PATCH_TYPES,
  },
  {
    what: 'a patch without a type of patch',
    method: 'PATCH',
    path: `${ROLLOUTS}/storefront`,
    request: { contentType: 'application/json', body: {} },
    code: 415,
    reason: 'UnsupportedMediaType',
    message: PATCH_TYPES,
  },
  {
    what: 'a form',
    method: 'POST',
    path: ROLLOUTS,
    request: {
      contentType: 'application/x-www-form-urlencoded',
      body: 'kind=Rollout',
    },
    code: 415,
    reason: 'UnsupportedMediaType',
    message: expect.stringMatching(
      /accepted media types include: application\/json/,
    ),
  },
  {
    what: 'broken JSON',
    method: 'PATCH',
    path: `${ROLLOUTS}/storefront`,
    request: { contentType: MERGE_PATCH, body: '{"spec":' },
    code: 400,
    reason: 'BadRequest',
    message: expect.stringMatching(/^the object provided is unrecognized/),
  },
  {
    what: 'another kind',
    method: 'POST',
    path: ROLLOUTS,
    request: { body: configMap('settings') },
    code: 400,
    reason: 'BadRequest',
    message:
      'the API version in the data (v1) does not match the expected API version (argoproj.io/v1alpha1)',
  },
  {
    what: 'another name in the body',
    method: 'PUT',
    path: `${ROLLOUTS}/storefront`,
    request: { body: rollout('discounts') },
    code: 400,
    reason: 'BadRequest',
    message:
      'the name in the data (discounts) does not match the expected name (storefront)',
  },
  {
    what: 'another namespace in the body',
    method: 'POST',
    path: '/api/v1/namespaces/default/configmaps',
    request: { body: configMap('settings') },
    code: 400,
    reason: 'BadRequest',
    message:
      'the namespace in the data (ecommerce) does not match the expected namespace (default)',
  },
  {
    what: 'labels that are no texts',
    method: 'PATCH',
    path: `${ROLLOUTS}/storefront`,
    request: {
      contentType: MERGE_PATCH,
      body: { metadata: { labels: { number: 1 } } },
    },
    code: 400,
    reason: 'BadRequest',
    message: expect.stringMatching(/^Rollout cannot be handled as a Rollout/),
  },
  {
    what: 'a name that is none',
    method: 'POST',
    path: CONFIG_MAPS,
    request: { body: configMap('My_Settings') },
    code: 422,
    reason: 'Invalid',
    message: expect.stringMatching(
      /^ConfigMap "My_Settings" is invalid: metadata\.name: Invalid value: "My_Settings": a lowercase RFC 1123 subdomain/,
    ),
    details: {
      name: 'My_Settings',
      kind: 'ConfigMap',
      causes: [
        expect.objectContaining({
          reason: 'FieldValueInvalid',
          field: 'metadata.name',
        }),
      ],
    },
  },
  {
    what: 'a field selector on what cannot be selected by',
    path: `${ROLLOUTS}?fieldSelector=status.phase%3DPaused`,
    code: 400,
    reason: 'BadRequest',
    message: expect.stringMatching(/field label not supported: status\.phase$/),
  },
  {
    what: 'a label selector that is none',
    path: `${ROLLOUTS}?labelSelector=a%20near%20b`,
    code: 400,
    reason: 'BadRequest',
    message: 'unable to parse requirement: a near b',
  },
  {
    what: 'a list of something that is no version',
    path: `${ROLLOUTS}?resourceVersion=new`,
    code: 400,
    reason: 'BadRequest',
    message:
      'invalid resource version: resourceVersion: Invalid value: "new": strconv.ParseUint: parsing "new": invalid syntax',
  },
  {
    what: 'a watch from something that is no version',
    path: `${ROLLOUTS}?watch=true&resourceVersion=new`,
    code: 500,
    reason: undefined,
    message:
      'resourceVersion: Invalid value: "new": strconv.ParseUint: parsing "new": invalid syntax',
  },
];

describe('refusals of the Kubernetes API', () => {
  const directory = createMockDirectory();
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await TestCluster.start(directory.path);
    cluster.store.create(
      { group: 'argoproj.io', plural: 'rollouts' },
      rollout(),
    );
  });

  afterAll(async () => {
    await cluster.stop();
  });

  it.each(REFUSALS)(
    'answers $code to $what',
    async ({
      method = 'GET',
      path,
      request,
      code,
      reason,
      message,
      details,
    }) => {
      const { status, body } = await cluster.request(method, path, request);

      expect(status).toBe(code);
      expect(body).toEqual({
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        code,
        reason,
        message,
        details,
      });
    },
  );

  it('answers 413 to a body without end', async () => {
    const { status, body } = await cluster.request('POST', CONFIG_MAPS, {
      body: { ...configMap('big'), data: { text: 'x'.repeat(4_000_000) } },
    });

    expect(status).toBe(413);
    expect(body).toMatchObject({ reason: 'RequestEntityTooLarge' });
  });

  it('refuses a foreign host and a foreign origin', async () => {
    const foreignOrigin = await cluster.fetch('GET', ROLLOUTS, {
      headers: { origin: 'https://shop.example.invalid' },
    });
    const foreignHost = await requestAs('shop.example.invalid');

    expect(foreignOrigin.status).toBe(403);
    expect(foreignHost).toBe(403);
  });

  /** fetch does not let its caller choose the Host. */
  function requestAs(host: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const ca = readFileSync(directory.resolve('kubernetes/ca.crt'));
      const url = new URL('/readyz', cluster.server.url);
      get(url, { ca, servername: 'localhost', headers: { host } }, response => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });
  }
});
