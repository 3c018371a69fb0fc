import { http, HttpResponse } from 'msw';
import { createFixture } from '../__testUtils__/createFixture';
import {
  API,
  fakeRepositories,
  useFakeGitHub,
} from '../__testUtils__/fakeGitHub';
import { readSeed } from '../__testUtils__/readSeed';
import {
  createLookupHandler,
  lookUpEnvironments,
  lookUpNetworks,
  lookUpRepositories,
  lookUpServiceName,
} from '.';

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

describe('lookups of forms', () => {
  const github = useFakeGitHub(
    ...fakeRepositories({
      deploy: { files: readSeed('deploy') },
      infra: { files: readSeed('infra') },
    }),
  );
  const fixture = createFixture();
  const handle = createLookupHandler({
    environments: lookUpEnvironments(fixture),
    networks: lookUpNetworks(fixture.infrastructure),
    repositories: lookUpRepositories(fixture.shopCreate),
    unconfigured: lookUpNetworks(undefined),
  });
  const ask = (resource: string, context: Record<string, string> = {}) =>
    handle({ resource, token: 'unused', context });

  it('knows which environments a service has not yet', async () => {
    await expect(
      ask('environments', { service: 'discounts' }),
    ).resolves.toEqual({
      results: [{ id: 'staging', title: 'shop-dev, ecommerce-staging' }],
    });
    await expect(ask('environments', { service: 'nobody' })).resolves.toEqual({
      results: [],
    });
  });

  it('knows which environments a new service gets', async () => {
    await expect(ask('environments', { system: 'ecommerce' })).resolves.toEqual(
      {
        results: [
          { id: 'dev', title: 'shop-dev, ecommerce' },
          { id: 'prod', title: 'shop-prod, ecommerce' },
        ],
      },
    );
  });

  const NO_SERVICE: Array<Record<string, string>> = [{}, { service: '../x' }];
  it.each(NO_SERVICE)(
    'asks nobody about the environments of %j',
    async context => {
      github.use(http.get(`${API}/*`, () => HttpResponse.error()));
      await expect(ask('environments', context)).rejects.toThrow(
        'The context needs the name of a service or system',
      );
    },
  );

  it('knows the networks of environments', async () => {
    const { results } = await ask('networks');
    expect(results).toContainEqual({
      id: '10.20.0.0/16',
      title: 'shop-dev/ap-northeast-2/dev',
    });
    expect(results).toHaveLength(3);
  });

  it('says so where nothing is configured', async () => {
    await expect(ask('unconfigured')).rejects.toThrow(
      'No infrastructure repository is configured',
    );
  });

  it('knows the repositories', async () => {
    await expect(ask('repositories')).resolves.toEqual({
      results: [
        { id: 'source', title: 'shop/' },
        { id: 'deployment', title: 'shop/deploy' },
        { id: 'infrastructure', title: 'shop/infra' },
      ],
    });
  });
});
