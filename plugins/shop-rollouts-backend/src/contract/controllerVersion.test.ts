import { ContractSide, openContractSide } from '@shop-portal/cluster';
import { TestPortal } from '../__testUtils__/TestPortal';
import { ControllerDeployment } from './__testUtils__/ControllerDeployment';
import { Stage } from './__testUtils__/Stage';
import { StagedRollout } from './__testUtils__/StagedRollout';
import { VERSIONS } from './__testUtils__/versions';

describe.each(VERSIONS)('The version of a controller that is %s', version => {
  let side: ContractSide;
  let stage: Stage;
  let controller: ControllerDeployment;
  let rollout: StagedRollout;

  beforeAll(async () => {
    side = await openContractSide();
    stage = await Stage.open(await side.cluster(version));
    controller = await ControllerDeployment.takeAway(stage.api);
    rollout = await stage.release('storefront');
  });

  afterAll(async () => {
    await controller.restore();
    await stage.close();
    await side.close();
  });

  async function abort(portal: TestPortal, tag: string) {
    const press = rollout.press(await rollout.deploy(tag));
    expect((await portal.act('abort', press)).status).toBe(202);
    return await portal.untilRollout(
      ({ state, preview }) =>
        state === 'aborted' &&
        preview?.tag === tag &&
        preview.scaleDownAt !== undefined,
      stage.environment,
    );
  }

  it('is taken for 1.9 while nobody tells it', async () => {
    const portal = await stage.startPortal([rollout]);

    const aborted = await abort(portal, '9f31c02');

    expect(aborted.controllerVersion).toBe('unknown');
    expect(aborted.retryGoesLiveUntil).toBe(aborted.preview?.scaleDownAt);
  });

  it('is read off its Deployment, also when that comes later', async () => {
    const portal = await stage.startPortal([rollout]);
    const wanted = `v${version}`;
    await controller.set(`quay.io/argoproj/argo-rollouts:${wanted}`);

    await portal.untilRollout(
      ({ controllerVersion }) => controllerVersion === wanted,
      stage.environment,
    );
    const aborted = await abort(portal, '1b7d9aa');

    expect(aborted.retryGoesLiveUntil).toBe(
      version === '1.9.2' ? aborted.preview?.scaleDownAt : undefined,
    );
  });

  it('is no longer known when its Deployment is gone', async () => {
    await controller.set('quay.io/argoproj/argo-rollouts:v1.10.0');
    const portal = await stage.startPortal([rollout]);
    await portal.untilRollout(
      ({ controllerVersion }) => controllerVersion === 'v1.10.0',
      stage.environment,
    );
    await controller.remove();

    const forgotten = await portal.untilRollout(
      ({ controllerVersion }) => controllerVersion !== 'v1.10.0',
      stage.environment,
    );
    expect(forgotten.controllerVersion).toBe('unknown');
  });
});
