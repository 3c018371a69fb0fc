import { FakeGitHub } from './__testUtils__/FakeGitHub';
import { LabCluster } from './__testUtils__/LabCluster';
import { component } from './__testUtils__/component';
import { TestPortal } from './__testUtils__/TestPortal';

const CLAIM = 'component:default/storefront';
const REPOSITORY = '/api/v3/repos/shop/storefront';

describe('What the source repository tells about releases', () => {
  let github: FakeGitHub;
  let cluster: LabCluster;
  let portal: TestPortal;

  beforeEach(async () => {
    github = await FakeGitHub.start();
    cluster = await LabCluster.start('shop-prod');
    await cluster.release({ claim: CLAIM });
    await cluster.deploy('9f31c02');
    portal = await TestPortal.start({
      clusters: [cluster],
      github: [github.config],
      entities: [
        component('storefront', {
          'github.com/project-slug': 'shop/storefront',
        }),
        component('other', {
          'backstage.io/kubernetes-id': 'storefront',
          'github.com/project-slug': '../../user',
        }),
      ],
    });
  });

  afterEach(async () => {
    await portal.stop();
    await cluster.stop();
    await github.stop();
  });

  it('comes with a signal, is asked for once, and holds nobody up', async () => {
    const { history, version } = await portal.untilDelivery(
      delivery =>
        delivery.history?.commits.length === 1 &&
        delivery.history.comparisons.length === 1,
    );

    expect(history).toEqual({
      commits: [
        {
          tag: '9f31c02',
          sha: '9f31c02aa0000000000000000000000000000000',
          subject: 'Fix checkout rounding',
          author: 'Dana Kim',
          url: 'https://github.example/shop/storefront/commit/9f31c02aa0000000000000000000000000000000',
        },
      ],
      comparisons: [
        {
          base: '826a72c4',
          head: '9f31c02',
          aheadBy: 2,
          authors: ['Dana Kim'],
        },
      ],
    });
    const reads = await Promise.all(
      Array.from({ length: 20 }, () => portal.delivery()),
    );
    expect(new Set(reads.map(read => read.version))).toEqual(
      new Set([version]),
    );
    expect([...github.requested].sort()).toEqual([
      `${REPOSITORY}/commits/826a72c4`,
      `${REPOSITORY}/commits/9f31c02`,
      `${REPOSITORY}/compare/826a72c4...9f31c02`,
    ]);
  });

  it('is left out while GitHub does not answer, and asked for again later', async () => {
    github.failure = 500;
    await portal.untilDelivery(({ lanes }) => lanes.length === 1);
    await portal.delivery();
    while (github.requested.length < 3) {
      await new Promise(setImmediate);
    }
    const { history, lanes } = await portal.delivery();
    expect(history).toEqual({ commits: [], comparisons: [] });
    expect(lanes[0].rollouts[0].state).toBe('waiting');
    expect(github.requested).toHaveLength(3);

    github.failure = undefined;
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 6 * 60_000);
    await portal.untilDelivery(
      delivery => delivery.history?.commits.length === 1,
    );
    jest.restoreAllMocks();
  });

  it('is asked for no repository that an annotation makes up', async () => {
    const delivery = await portal.untilDelivery(
      ({ lanes }) => lanes.length === 1,
      'other',
    );
    expect(delivery.history).toBeUndefined();
    expect(github.requested).toEqual([]);
  });
});
