import { hasHealth } from './support/Application';
import { ArgoCdContract } from './support/ArgoCdContract';
import { argoCdRefusal, PERMISSION_DENIED } from './support/argoCdAnswers';
import { DeployedService } from './support/DeployedService';

jest.setTimeout(60_000);

describe("Argo CD's refusals", () => {
  const contract = ArgoCdContract.register();
  let service: DeployedService;

  beforeAll(async () => {
    service = await contract.deploy('automated');
    await service.until(hasHealth('Healthy'));
  });

  it.each([
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=utf-8',
  ])('writes nothing that is sent as %s [l1]', async contentType => {
    const requests = [
      contract.api.post(`${service.path}/sync`, '{}', { contentType }),
      contract.api.request('DELETE', `${service.path}/operation`, {
        contentType,
      }),
    ];

    for (const answer of await Promise.all(requests)) {
      expect(answer).toMatchObject({
        status: 415,
        body: 'Invalid content type\n',
      });
    }
  });

  it('answers the same for what is missing and for what is forbidden [l7]', async () => {
    const { api } = contract;

    expect(await api.get('/api/v1/applications/none')).toMatchObject(
      PERMISSION_DENIED,
    );
    expect(
      await api.get(`${service.path}?appNamespace=elsewhere`),
    ).toMatchObject(PERMISSION_DENIED);
    expect(await api.post('/api/v1/applications/none/sync', {})).toMatchObject(
      PERMISSION_DENIED,
    );
  });

  it('does not find what is missing when the project is named [l7]', async () => {
    const { api } = contract;
    const notFound = (name: string) =>
      argoCdRefusal(404, 5, `applications.argoproj.io "${name}" not found`);

    expect(
      await api.get('/api/v1/applications/none?project=default'),
    ).toMatchObject(notFound('none'));
    expect(await api.get(`${service.path}?project=other`)).toMatchObject(
      notFound(service.name),
    );
  });

  it('says who is not allowed to sync [l8]', async () => {
    const answer = await contract.api.post(
      `${service.path}/sync`,
      { project: 'default' },
      { as: 'reader' },
    );

    const message = expect.stringMatching(
      new RegExp(
        `^permission denied: applications, sync, default/${service.name}, sub: reader, iat: \\S+$`,
      ),
    );
    expect(answer).toMatchObject(argoCdRefusal(403, 7, message));
  });

  it.each([
    ['no token', 'nobody' as const],
    ['a wrong token', { token: 'wrong' }],
  ])('knows nobody by %s [l9]', async (_, as) => {
    const refused = argoCdRefusal(401, 16, 'no session information');

    expect(await contract.api.get(service.path, { as })).toMatchObject(refused);
    expect(
      await contract.api.post(`${service.path}/sync`, {}, { as }),
    ).toMatchObject(refused);
    expect(
      await contract.api.get('/api/v1/applications', { as }),
    ).toMatchObject(refused);
  });

  it.each(['{', '{"prune": "yes"}'])(
    'does not take %s for a sync [l19]',
    async body => {
      const answer = await contract.api.post(`${service.path}/sync`, body);

      expect(answer).toMatchObject({ status: 400, body: { code: 3 } });
    },
  );

  it('knows no other routes [l19]', async () => {
    for (const path of ['/api/v1/none', `${service.path}/none`]) {
      expect(await contract.api.get(path)).toMatchObject({
        status: 404,
        body: 'Not Found\n',
      });
    }
  });
});
