import { describeOnReal } from '../side/describeOnReal';
import { ContractRollout } from './support/ContractRollout';
import { ContractTest } from './support/ContractTest';
import { ApiRequest, MERGE_PATCH } from './support/KubernetesApi';

jest.setTimeout(60_000);

const REVIEWS = '/apis/authorization.k8s.io/v1';
const DETAILS = { name: 'web', group: 'argoproj.io', kind: 'rollouts' };

describe('the Kubernetes API', () => {
  const contract = ContractTest.register();
  let rollout: ContractRollout;

  beforeAll(async () => {
    rollout = await ContractRollout.release(
      contract.api,
      await contract.newNamespace(),
    );
  });

  function patch(path: string, request: ApiRequest) {
    return contract.api.request('PATCH', path, {
      contentType: MERGE_PATCH,
      body: {},
      ...request,
    });
  }

  it.each(['application/strategic-merge-patch+json', 'application/json'])(
    'knows no patch of the type %s [a8]',
    async contentType => {
      expect(
        await patch(`${rollout.path}/status`, { contentType }),
      ).toMatchObject({
        status: 415,
        body: {
          code: 415,
          reason: 'UnsupportedMediaType',
          message: expect.stringMatching(
            /^the body of the request was in an unknown format - accepted media types include: application\/json-patch\+json, application\/merge-patch\+json/,
          ),
        },
      });
    },
  );

  it('refuses broken JSON [a9]', async () => {
    expect(await patch(rollout.path, { body: '{"spec":' })).toMatchObject({
      status: 400,
      body: { code: 400, reason: 'BadRequest' },
    });
  });

  it('does not find what is not there [a9]', async () => {
    const missing = rollout.path.replace(/web$/, 'none');

    expect(await patch(missing, {})).toMatchObject({
      status: 404,
      body: {
        code: 404,
        reason: 'NotFound',
        message: 'rollouts.argoproj.io "none" not found',
        details: { ...DETAILS, name: 'none' },
      },
    });
    expect(await patch(`${rollout.path}/nothing`, {})).toMatchObject({
      status: 404,
      body: { code: 404, reason: 'NotFound' },
    });
  });

  it('says who may not patch the Rollout [h1]', async () => {
    const status = await patch(`${rollout.path}/status`, { as: 'promoter' });
    const main = await patch(rollout.path, { as: 'promoter' });

    expect(status.status).toBe(200);
    expect(main).toMatchObject({
      status: 403,
      body: {
        code: 403,
        reason: 'Forbidden',
        message: forbidden('promoter', 'rollouts'),
        details: DETAILS,
      },
    });
  });

  it('says who may not patch the status [h2]', async () => {
    expect(
      await patch(`${rollout.path}/status`, { as: 'reader' }),
    ).toMatchObject({
      status: 403,
      body: {
        code: 403,
        reason: 'Forbidden',
        message: forbidden('reader', 'rollouts/status'),
        details: DETAILS,
      },
    });
  });

  function forbidden(tier: string, resource: string) {
    return expect.stringMatching(
      new RegExp(
        `^rollouts\\.argoproj\\.io "web" is forbidden: User "system:serviceaccount:shop-portal:[-a-z]*${tier}" cannot patch resource "${resource}" in API group "argoproj\\.io" in the namespace "${rollout.namespace}"$`,
      ),
    );
  }

  it('knows no wrong token, and takes no token for a person without a name [h3]', async () => {
    const wrong = await patch(rollout.path, { as: { token: 'guessed' } });
    const none = await patch(rollout.path, { as: 'nobody' });

    expect(wrong).toMatchObject({
      status: 401,
      body: { code: 401, reason: 'Unauthorized', message: 'Unauthorized' },
    });
    expect(none).toMatchObject({
      status: 403,
      body: {
        code: 403,
        reason: 'Forbidden',
        message: expect.stringMatching(/User "system:anonymous" cannot patch/),
      },
    });
  });

  it('tells everybody what they may [h4]', async () => {
    const ask = (as: ApiRequest['as']) =>
      contract.api.request('POST', `${REVIEWS}/selfsubjectaccessreviews`, {
        as,
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: {
            resourceAttributes: {
              namespace: rollout.namespace,
              verb: 'patch',
              group: 'argoproj.io',
              resource: 'rollouts',
              subresource: 'status',
            },
          },
        },
      });

    const promoter = await ask('promoter');
    const reader = await ask('reader');

    expect(promoter).toMatchObject({
      status: 201,
      body: {
        status: {
          allowed: true,
          reason: expect.stringMatching(/^RBAC: allowed by/),
        },
      },
    });
    expect(reader.status).toBe(201);
    expect(reader.body).toHaveProperty('status', { allowed: false });
  });
});

describeOnReal(
  'reviews of all rights',
  'the portal asks for single rights, and so does kubectl auth can-i',
  () => {
    const contract = ContractTest.register();

    it('are answered with 201 [h5]', async () => {
      const namespace = await contract.newNamespace();
      const ask = (group: string, kind: string, spec?: object) => {
        const apiVersion = `${group}/v1`;
        const plural = `${kind.toLowerCase()}s`;
        return contract.api.request('POST', `/apis/${group}/v1/${plural}`, {
          as: 'promoter',
          body: { apiVersion, kind, ...(spec && { spec }) },
        });
      };

      const rules = await ask(
        'authorization.k8s.io',
        'SelfSubjectRulesReview',
        { namespace },
      );
      const self = await ask('authentication.k8s.io', 'SelfSubjectReview');

      expect(rules.status).toBe(201);
      expect(rules.body).toMatchObject({
        status: {
          resourceRules: expect.arrayContaining([
            expect.objectContaining({ resources: ['rollouts/status'] }),
          ]),
        },
      });
      expect(self.status).toBe(201);
      expect(self.body).toMatchObject({
        status: {
          userInfo: {
            username: expect.stringMatching(
              /^system:serviceaccount:shop-portal:/,
            ),
          },
        },
      });
    });
  },
);
