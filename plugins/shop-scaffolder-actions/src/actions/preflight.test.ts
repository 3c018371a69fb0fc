import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { http, HttpResponse } from 'msw';
import { stringify } from 'yaml';
import { MOCK_USER } from '../__testUtils__/entities';
import { createFixture } from '../__testUtils__/createFixture';
import {
  API,
  fakeRepositories,
  useFakeGitHub,
} from '../__testUtils__/fakeGitHub';
import { createPreflightAction } from './preflight';

const INPUT = {
  name: 'reviews',
  description: 'Shows what customers think.',
  owner: 'group:default/shop-team',
  system: 'ecommerce',
};

const DEPLOY = {
  deploy: { files: { 'README.md': '' } },
  infra: { files: { 'README.md': '' } },
};

describe('shop:preflight of a new service', () => {
  const github = useFakeGitHub(...fakeRepositories(DEPLOY));
  const action = createPreflightAction(createFixture());

  async function check(input: Partial<typeof INPUT> = {}, taskId = 'task-1') {
    const { owner, ...service } = { ...INPUT, ...input };
    const context = createMockActionContext({
      input: { owner, service },
      task: { id: taskId },
      user: { ref: 'user:default/mock', entity: MOCK_USER },
    });
    await action.handler(context);
    return context;
  }

  it('says where a new service will live', async () => {
    const { output } = await check();

    expect(output).toHaveBeenCalledWith('organisation', 'shop');
    expect(output).toHaveBeenCalledWith('team', 'shop-team');
    expect(output).toHaveBeenCalledWith('service', {
      image: 'registry.shop.example/shop/reviews',
      sourceUrl: 'https://github.shop.example/shop/reviews',
      environments: [
        {
          environment: 'dev',
          production: false,
          cluster: 'shop-dev',
          namespace: 'ecommerce',
        },
        {
          environment: 'prod',
          production: true,
          cluster: 'shop-prod',
          namespace: 'ecommerce',
        },
      ],
    });
  });

  it('tells every problem at once', async () => {
    await expect(
      check({
        name: 'Reviews',
        description: '',
        owner: 'group:default/nobody',
        system: 'attic',
      }),
    ).rejects.toThrow(
      [
        'Reviews cannot be created:',
        '- "Reviews" has a capital. Try "reviews".',
        '- The description is empty.',
        '- The system attic does not exist.',
        '- The system attic has no environment.',
        '- The group group:default/nobody does not exist.',
      ].join('\n'),
    );
  });

  it.each(['user:default/dana.kim', 'component:default/storefront', ':::', ''])(
    'takes only a group as owner, not %j',
    async owner => {
      await expect(check({ owner })).rejects.toThrow(
        `The group ${owner} does not exist.`,
      );
    },
  );

  it('takes only a group that the person is in', async () => {
    await expect(check({ owner: 'group:default/coffee-team' })).rejects.toThrow(
      'reviews cannot be created: You are not in the group group:default/coffee-team.',
    );
  });

  it('refuses a name that GitHub has, and names its owner', async () => {
    github.use(
      ...fakeRepositories({
        ...DEPLOY,
        reviews: {
          files: {
            '.portal/answers.yaml': stringify({
              template: 'template:default/shop-service',
              task: 'another-task',
              name: 'reviews',
              owner: 'group:default/coffee-team',
            }),
          },
        },
      }),
    );
    await expect(check()).rejects.toThrow(
      'reviews cannot be created: "reviews" exists in GitHub (owner: coffee-team). Choose another name.',
    );
  });

  it('refuses a name that the catalog has', async () => {
    await expect(check({ name: 'storefront' })).rejects.toThrow(
      '"storefront" exists in the catalog (owner: shop-team). Choose another name.',
    );
  });

  it('refuses a name that the deployment repository has', async () => {
    github.use(
      ...fakeRepositories({
        ...DEPLOY,
        deploy: { files: { 'apps/reviews/base/kustomization.yaml': '' } },
      }),
    );
    await expect(check()).rejects.toThrow(
      '"reviews" has a folder in shop/deploy (apps/reviews). Choose another name.',
    );
  });

  it('goes on with what an earlier try of the same task made', async () => {
    github.use(
      ...fakeRepositories({
        ...DEPLOY,
        reviews: {
          homepage: 'http://localhost:7007/create/tasks/task-1',
        },
      }),
    );
    const { output } = await check();
    expect(output).toHaveBeenCalledWith('team', 'shop-team');

    await expect(check({}, 'task-2')).rejects.toThrow('exists in GitHub');
  });

  it('says so when GitHub does not answer', async () => {
    github.use(http.get(`${API}/*`, () => HttpResponse.error()));
    await expect(check()).rejects.toThrow(
      'GitHub did not answer while reading shop/deploy.',
    );
  });

  it('says so when GitHub refuses the portal', async () => {
    github.use(
      http.get(`${API}/*`, () =>
        HttpResponse.json({ message: 'Bad credentials' }, { status: 401 }),
      ),
    );
    await expect(check()).rejects.toThrow(
      'GitHub refused reading shop/deploy (401): Bad credentials',
    );
  });
});
