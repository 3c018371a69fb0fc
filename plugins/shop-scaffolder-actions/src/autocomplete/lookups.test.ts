import { http, HttpResponse } from 'msw';
import { createFixture } from '../__testUtils__/createFixture';
import {
  API,
  fakeRepositories,
  useFakeGitHub,
} from '../__testUtils__/fakeGitHub';
import { createLookupHandler, lookUpServiceName } from '.';

describe('lookup of a service name', () => {
  const github = useFakeGitHub(
    ...fakeRepositories({
      storefront: { files: { 'README.md': '' } },
      attic: { files: { 'README.md': '' } },
    }),
  );
  const handle = createLookupHandler({
    serviceName: lookUpServiceName(createFixture().names),
  });

  function ask(context: Record<string, string>, resource = 'serviceName') {
    return handle({ resource, token: 'unused', context });
  }

  it('has no result for a free name', async () => {
    await expect(ask({ name: 'reviews' })).resolves.toEqual({ results: [] });
  });

  it('says where a name is taken and by whom', async () => {
    await expect(ask({ name: 'storefront' })).resolves.toEqual({
      results: [
        { id: 'github', title: 'shop-team' },
        { id: 'catalog', title: 'shop-team' },
      ],
    });
    await expect(ask({ name: 'attic' })).resolves.toEqual({
      results: [{ id: 'github', title: undefined }],
    });
  });

  it.each(['../deploy', 'Reviews', '', 'a'.repeat(200)])(
    'asks nobody about %j',
    async name => {
      github.use(http.get(`${API}/*`, () => HttpResponse.error()));
      await expect(ask({ name })).rejects.toThrow(
        expect.objectContaining({ name: 'InputError' }),
      );
    },
  );

  it('needs a name', async () => {
    await expect(ask({})).rejects.toThrow(
      'The context needs the name of a service',
    );
  });

  it('knows only this resource', async () => {
    await expect(ask({ name: 'reviews' }, 'users')).rejects.toThrow(
      'There is no resource users',
    );
  });

  it('says so when GitHub does not answer', async () => {
    github.use(http.get(`${API}/*`, () => HttpResponse.error()));
    await expect(ask({ name: 'reviews' })).rejects.toThrow(
      'GitHub did not answer while reading shop/reviews.',
    );
  });
});
