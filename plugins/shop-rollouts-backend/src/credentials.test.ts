import { LabCluster, TOKENS } from './__testUtils__/LabCluster';
import { TestPortal } from './__testUtils__/TestPortal';

const CLAIM = 'component:default/storefront';

describe('Credentials of the portal', () => {
  let cluster: LabCluster;
  let portal: TestPortal;

  beforeEach(async () => {
    cluster = await LabCluster.start('shop-prod');
    await cluster.release({ claim: CLAIM });
    await cluster.deploy('9f31c02');
  });

  afterEach(async () => {
    await portal.stop();
    await cluster.stop();
  });

  it('tell an operator when the cluster refuses them', async () => {
    portal = await TestPortal.start({
      clusters: [cluster],
      writingToken: TOKENS.reader,
    });
    const view = await portal.untilRollout(({ state }) => state === 'waiting');

    const response = await portal.act('promote', view);

    expect(response.status).toBe(502);
    expect(response.body.error).toMatchObject({
      name: 'UpstreamError',
      message:
        'The cluster refused it: the portal may not patch rollouts in shop-prod. Ask a platform engineer.',
    });
    expect(JSON.stringify(response.body)).not.toContain(TOKENS.reader);
    const { recentOperations } = await portal.delivery();
    expect(recentOperations[0].phase).toBe('refused');
  });

  it('leave a cluster without a writing token read-only', async () => {
    portal = await TestPortal.start({
      clusters: [cluster],
      readOnly: ['shop-prod'],
    });
    const view = await portal.untilRollout(({ state }) => state === 'waiting');
    expect(view.actions[0].refusal).toEqual({
      code: 'read-only-cluster',
      cluster: 'shop-prod',
    });

    const response = await portal.act('promote', view);

    expect(response.status).toBe(403);
    expect(response.body.error.message).toBe(
      'The portal may only read shop-prod. Ask a platform engineer.',
    );
  });
});
