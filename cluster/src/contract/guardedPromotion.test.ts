import { describeOnReal } from '../side/describeOnReal';
import { PATCH_REFUSED } from './support/answers';
import { ContractRollout, guardsOf } from './support/ContractRollout';
import { ContractTest, ROLLOUTS_VERSIONS } from './support/ContractTest';
import { JSON_PATCH, MERGE_PATCH } from './support/KubernetesApi';
import { rolloutSchema, RolloutView } from './support/schemas';

jest.setTimeout(120_000);

const CLEAR_PAUSE = { op: 'remove', path: '/status/pauseConditions' };

describe('a guarded promotion', () => {
  const contract = ContractTest.register();

  async function pausedRollout(): Promise<[ContractRollout, RolloutView]> {
    const namespace = await contract.newNamespace();
    const rollout = await ContractRollout.releaseAndPause(
      contract.api,
      namespace,
    );
    return [rollout, await rollout.read()];
  }

  it('is accepted once, before anything has come of it [a1] [a2]', async () => {
    const [rollout, seen] = await pausedRollout();

    const { status, body } = await rollout.promote(seen);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: { phase: 'Paused', controllerPause: true },
    });
    expect(body).not.toHaveProperty('status.pauseConditions');
    expect(await rollout.promote(seen)).toEqual(PATCH_REFUSED);
    await rollout.untilPhase('Healthy');
    expect(await rollout.promote(seen)).toEqual(PATCH_REFUSED);
  });

  it('is refused in the same words whatever is wrong with it [a2] [a11]', async () => {
    const [rollout, seen] = await pausedRollout();
    const test = (path: string, value: unknown) => ({
      op: 'test',
      path,
      value,
    });

    for (const operations of [
      [test('/status/currentPodHash', 'another'), CLEAR_PAUSE],
      [test('/metadata/uid', 'another'), CLEAR_PAUSE],
      [test('/metadata/generation', 1_000), CLEAR_PAUSE],
      [test('/metadata/resourceVersion', '1'), CLEAR_PAUSE],
      [test('/status/phase', 'Healthy'), CLEAR_PAUSE],
      [...guardsOf(seen), { op: 'remove', path: '/status/nothing' }],
      [...guardsOf(seen), { op: 'erase', path: '/status/pauseConditions' }],
    ]) {
      expect(await rollout.patchStatusGuarded(operations)).toEqual(
        PATCH_REFUSED,
      );
    }
    const { status } = await rollout.patchStatusGuarded([
      test('/metadata/resourceVersion', seen.metadata.resourceVersion),
      test('/status/phase', 'Paused'),
      ...guardsOf(seen),
      CLEAR_PAUSE,
    ]);
    expect(status).toBe(200);
  });

  it('changes nothing on the main resource [a3]', async () => {
    const [rollout, seen] = await pausedRollout();
    const send = (operations: object[]) =>
      contract.api.request('PATCH', rollout.path, {
        as: 'changer',
        contentType: JSON_PATCH,
        body: operations,
      });

    const accepted = await send([...guardsOf(seen), CLEAR_PAUSE]);
    const refused = await send([
      { op: 'test', path: '/status/currentPodHash', value: 'another' },
      CLEAR_PAUSE,
    ]);

    expect(accepted.status).toBe(200);
    expect(rolloutSchema.parse(accepted.body)).toEqual(seen);
    expect(refused).toEqual(PATCH_REFUSED);
    expect(await rollout.read()).toEqual(seen);
  });

  it('is no guard when it only merges [a6]', async () => {
    const [rollout] = await pausedRollout();

    await rollout.patchStatus({ pauseConditions: null });
    await rollout.patchStatus({ pauseConditions: null });
    const healthy = await rollout.untilPhase('Healthy');

    expect(await rollout.patchStatus({ pauseConditions: null })).toEqual(
      healthy,
    );
  });

  it('is a conflict when it merges into an old version [a7]', async () => {
    const [rollout, seen] = await pausedRollout();
    await rollout.patchStatus({ message: 'changed since' });
    const { resourceVersion } = seen.metadata;

    const answer = await contract.api.request(
      'PATCH',
      `${rollout.path}/status`,
      {
        as: 'promoter',
        contentType: MERGE_PATCH,
        body: { metadata: { resourceVersion }, status: { abort: true } },
      },
    );

    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 409,
        reason: 'Conflict',
        message:
          'Operation cannot be fulfilled on rollouts.argoproj.io "web": the object has been modified; please apply your changes to the latest version and try again',
        details: { name: 'web', group: 'argoproj.io', kind: 'rollouts' },
      },
    });
  });

  it('is refused when the template is newer than what was seen [a11]', async () => {
    const [rollout, seen] = await pausedRollout();

    await rollout.setVersion(3);

    expect(await rollout.promote(seen)).toEqual(PATCH_REFUSED);
    const paused = await rollout.untilPaused(seen);
    expect(await rollout.selected('active')).toBe(paused.status.stableRS);
  });
});

describe.each(ROLLOUTS_VERSIONS)('20 promotions at once on %s', version => {
  const contract = ContractTest.register(version);

  it('are one promotion and 19 refusals [a5]', async () => {
    const namespace = await contract.newNamespace();
    const rollout = await ContractRollout.releaseAndPause(
      contract.api,
      namespace,
    );
    const seen = await rollout.read();

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => rollout.promote(seen)),
    );

    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toEqual(Array(19).fill(PATCH_REFUSED));
    const { status } = await rollout.untilPhase('Healthy');
    expect(status.stableRS).toBe(seen.status.currentPodHash);
  });
});

describeOnReal(
  'a guarded promotion that is tried out',
  'the lab refuses dry runs',
  () => {
    const contract = ContractTest.register();

    it('stores nothing [a4]', async () => {
      const namespace = await contract.newNamespace();
      const rollout = await ContractRollout.releaseAndPause(
        contract.api,
        namespace,
      );
      const seen = await rollout.read();

      const answer = await contract.api.request(
        'PATCH',
        `${rollout.path}/status?dryRun=All`,
        {
          as: 'promoter',
          contentType: JSON_PATCH,
          body: [...guardsOf(seen), CLEAR_PAUSE],
        },
      );

      expect(answer.status).toBe(200);
      expect(answer.body).not.toHaveProperty('status.pauseConditions');
      expect(await rollout.read()).toEqual(seen);
    });
  },
);

describeOnReal(
  'a promotion that is not guarded by the generation',
  "the lab's controller acts before it takes the next request",
  () => {
    const contract = ContractTest.register();

    it('is accepted for a template that the controller has not seen, and promotes nothing [a10]', async () => {
      const namespace = await contract.newNamespace();
      const rollout = await ContractRollout.releaseAndPause(
        contract.api,
        namespace,
      );
      const seen = await rollout.read();
      const operations = [...guardsOf(seen).slice(1), CLEAR_PAUSE];

      await rollout.setVersion(3);
      const { status } = await rollout.patchStatusGuarded(operations);

      expect(status).toBe(200);
      const paused = await rollout.untilPaused(seen);
      expect(paused.status).toMatchObject({
        phase: 'Paused',
        stableRS: seen.status.stableRS,
      });
      expect(await rollout.selected('active')).toBe(seen.status.stableRS);
    });
  },
);
