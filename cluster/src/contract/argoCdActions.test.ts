import { describeOnReal } from '../side/describeOnReal';
import { hasHealth } from './support/Application';
import { ArgoCdContract } from './support/ArgoCdContract';
import { argoCdRefusal, PERMISSION_DENIED } from './support/argoCdAnswers';
import { ArgoCdRequest } from './support/ArgoCdApi';
import { DeployedService } from './support/DeployedService';
import { rolloutSchema } from './support/schemas';

jest.setTimeout(120_000);

describeOnReal(
  "Argo CD's actions on a Rollout",
  'the portal drives Rollouts by their own API, with a guard that these have not',
  () => {
    const contract = ArgoCdContract.register();
    let service: DeployedService;

    const run = (action: string, more: object = {}, as?: ArgoCdRequest['as']) =>
      contract.api.post(
        `${service.path}/resource/actions/v2`,
        {
          name: service.name,
          namespace: service.namespace,
          resourceName: service.name,
          version: 'v1alpha1',
          group: 'argoproj.io',
          kind: 'Rollout',
          action,
          ...more,
        },
        { as },
      );
    const rollout = async () =>
      rolloutSchema.parse(await contract.kubernetes.get(service.rolloutPath));
    const done = { status: 200, body: {} };

    async function release(tag: string) {
      await service.release(tag);
      await service.refresh();
      await service.until(hasHealth('Suspended'));
    }

    beforeAll(async () => {
      service = await contract.deploy('automated');
      await service.until(hasHealth('Healthy'));
    });

    it('promote a preview, and answer the same when there is none [l33]', async () => {
      await release('2.0.0');
      const paused = await rollout();
      const first = await run('resume');
      await service.until(hasHealth('Healthy'));
      const live = await rollout();
      const again = await run('resume');
      const after = await rollout();

      expect(first).toMatchObject(done);
      expect(live.status.blueGreen.activeSelector).toBe(
        paused.status.currentPodHash,
      );
      expect(again).toMatchObject(done);
      expect(after.metadata.generation).toBe(live.metadata.generation);
    });

    it('abort, retry and promote in full [l33]', async () => {
      await release('3.0.0');
      const abort = await run('abort');
      await service.until(hasHealth('Degraded'));
      const retry = await run('retry');
      await service.until(hasHealth('Suspended'));
      const full = await run('promote-full');
      await service.until(hasHealth('Healthy'));

      expect([abort, retry, full]).toMatchObject([done, done, done]);
      const { status } = await rollout();
      expect(status.stableRS).toBe(status.currentPodHash);
    });

    it('are done although the list says that they are disabled [l34]', async () => {
      const query = new URLSearchParams({
        namespace: service.namespace,
        resourceName: service.name,
        version: 'v1alpha1',
        group: 'argoproj.io',
        kind: 'Rollout',
      });
      const listed = await contract.api.get(
        `${service.path}/resource/actions?${query}`,
      );

      expect(listed).toMatchObject({
        status: 200,
        body: {
          actions: expect.arrayContaining([
            expect.objectContaining({ name: 'abort', disabled: true }),
            expect.objectContaining({ name: 'resume', disabled: true }),
          ]),
        },
      });
      expect(await run('abort')).toMatchObject(done);
    });

    it('are refused when they are unknown, of something else, or forbidden [l35]', async () => {
      expect(await run('bogus')).toMatchObject({
        status: 500,
        body: { code: 2 },
      });
      expect(await run('resume', { resourceName: 'none' })).toMatchObject(
        argoCdRefusal(400, 3, expect.any(String)),
      );
      expect(await run('resume', {}, 'reader')).toMatchObject(
        PERMISSION_DENIED,
      );
    });
  },
);
