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
import { readSeed } from '../__testUtils__/readSeed';
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

describe('shop:preflight of an overlay', () => {
  const OVERLAY = {
    service: 'discounts',
    environment: 'staging',
    promotion: 'automatic' as const,
    reachable: false,
  };
  const github = useFakeGitHub(
    ...fakeRepositories({
      deploy: { files: readSeed('deploy') },
      infra: { files: {} },
    }),
  );
  const action = createPreflightAction(createFixture());

  async function check(overlay: Partial<typeof OVERLAY> | object = {}) {
    const context = createMockActionContext({
      input: { overlay: { ...OVERLAY, ...overlay } },
      user: { ref: 'user:default/mock', entity: MOCK_USER },
    });
    await action.handler(context);
    return context;
  }

  it('says where it will run, and on what', async () => {
    const { output } = await check();

    expect(output).toHaveBeenCalledWith(
      'overlay',
      expect.objectContaining({
        entityRef: 'component:default/discounts',
        system: 'ecommerce',
        place: {
          environment: 'staging',
          production: false,
          cluster: 'shop-dev',
          namespace: 'ecommerce-staging',
        },
        workload: expect.objectContaining({
          kind: 'Rollout',
          blueGreen: true,
          service: 'discounts-active',
          readsDatabase: true,
          hasNetworkPolicy: true,
        }),
      }),
    );
  });

  it.each([
    [{ service: 'nobody' }, 'nobody is not in the catalog.'],
    [{ service: '../x' }, '"../x" has ".".'],
    [{ environment: 'prod' }, 'discounts has prod already.'],
    [{ environment: 'moon' }, 'ecommerce has no place in moon.'],
    [
      { service: 'web', environment: 'dev' },
      'You are not in the group group:default/coffee-team.',
    ],
    [
      { service: 'advertisements', promotion: 'person' },
      'advertisements has no preview, so nothing can wait for a person.',
    ],
    [{ minimumPods: 3, maximumPods: 3 }, 'Maximum must be above minimum.'],
  ])('refuses %j', async (overlay, problem) => {
    await expect(check(overlay)).rejects.toThrow(problem);
  });

  it('tells every problem at once', async () => {
    await expect(
      check({ environment: 'prod', minimumPods: 3, maximumPods: 1 }),
    ).rejects.toThrow(
      [
        'discounts in prod cannot be created:',
        '- discounts has prod already.',
        '- Maximum must be above minimum.',
      ].join('\n'),
    );
  });

  it('says so when the service has no base', async () => {
    github.use(
      ...fakeRepositories({
        deploy: { files: { 'README.md': '' } },
        infra: { files: {} },
      }),
    );
    await expect(check()).rejects.toThrow(
      'discounts has no base with a Rollout or a Deployment of its name in shop/deploy.',
    );
  });
});

describe('shop:preflight of an environment', () => {
  const ENVIRONMENT = {
    account: 'shop-dev',
    accountId: '111111111111',
    region: 'ap-northeast-2',
    environment: 'staging',
    name: 'MIR-STAGING',
    cidr: '10.50.0.0/16',
    system: 'ecommerce',
  };
  useFakeGitHub(
    ...fakeRepositories({
      deploy: { files: { 'README.md': '' } },
      infra: {
        files: { ...readSeed('infra'), 'compose/shop-dev-old/.env': '' },
      },
    }),
  );
  const action = createPreflightAction(createFixture());

  async function check(
    environment: Partial<typeof ENVIRONMENT> & { newFolders?: string[] } = {},
    owner = 'group:default/shop-team',
  ) {
    const context = createMockActionContext({
      input: { owner, environment: { ...ENVIRONMENT, ...environment } },
      user: { ref: 'user:default/mock', entity: MOCK_USER },
    });
    await action.handler(context);
    return context;
  }

  it('says where it goes, what is missing, and how its network is cut', async () => {
    const { output } = await check();

    expect(output).toHaveBeenCalledWith('environment', {
      folder: 'live/shop-dev/ap-northeast-2/staging',
      missing: { root: false, account: false, region: false },
      zones: ['ap-northeast-2a', 'ap-northeast-2b', 'ap-northeast-2c'],
      privateSubnets: ['10.50.0.0/20', '10.50.16.0/20', '10.50.32.0/20'],
      publicSubnets: ['10.50.64.0/24', '10.50.65.0/24', '10.50.66.0/24'],
      databaseSubnets: ['10.50.72.0/24', '10.50.73.0/24', '10.50.74.0/24'],
    });
  });

  it.each([
    [
      { environment: 'dev' },
      'live/shop-dev/ap-northeast-2/dev exists already.',
    ],
    [
      { name: 'mir-dev' },
      'mir-dev is the name of shop-dev/ap-northeast-2/dev already.',
    ],
    [{ cidr: '10.30.128.0/24' }, 'Use a size from /16 to /20.'],
    [
      { cidr: '10.30.128.0/20' },
      '10.30.128.0/20 overlaps shop-prod/ap-northeast-2/prod (10.30.0.0/16).',
    ],
    [
      { accountId: '999999999999' },
      'shop-dev is account 111111111111, not 999999999999.',
    ],
    [{ account: 'new' }, 'Account 111111111111 is shop-dev already.'],
    [{ account: '../x' }, '"../x" is no name of a folder.'],
    [{ region: 'mars-1' }, 'The region "mars-1" is not offered.'],
    [{ system: 'attic' }, 'The system attic does not exist.'],
    [
      { newFolders: ['compose/shop-dev-old'] },
      'compose/shop-dev-old exists already.',
    ],
  ])('refuses %j', async (environment, problem) => {
    await expect(check(environment)).rejects.toThrow(problem);
  });

  it('tells every problem at once', async () => {
    await expect(
      check(
        { environment: 'dev', cidr: '10.20.0.0/16' },
        'group:default/coffee-team',
      ),
    ).rejects.toThrow(
      [
        'shop-dev/ap-northeast-2/dev cannot be created:',
        '- live/shop-dev/ap-northeast-2/dev exists already.',
        '- 10.20.0.0/16 overlaps shop-dev/ap-northeast-2/dev (10.20.0.0/16). Try 10.0.0.0/16.',
        '- You are not in the group group:default/coffee-team.',
      ].join('\n'),
    );
  });
});
