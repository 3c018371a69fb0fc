import { z } from 'zod';
import { describeOnReal } from '../side/describeOnReal';
import { Application, hasHealth } from './support/Application';
import { ArgoCdContract } from './support/ArgoCdContract';
import { DeployedService } from './support/DeployedService';
import { JSON_PATCH, MERGE_PATCH } from './support/KubernetesApi';
import { rolloutSchema } from './support/schemas';

jest.setTimeout(120_000);

const templateSchema = z.object({
  template: z.object({
    spec: z.object({ containers: z.tuple([z.object({ image: z.string() })]) }),
  }),
});

/** How an Application looks on a page: sync and health. */
const stateOf = ({ operation, status }: Partial<Application>) =>
  `${status?.sync?.status} ${status?.health?.status}${
    operation ? ' (operation)' : ''
  }`;

describe('a release by Argo CD', () => {
  const contract = ArgoCdContract.register();

  const rolloutOf = async (service: DeployedService) =>
    rolloutSchema.parse(await contract.kubernetes.get(service.rolloutPath));

  const patchStatus = (service: DeployedService, status: object) =>
    contract.kubernetes.expectSuccess(
      'PATCH',
      `${service.rolloutPath}/status`,
      {
        as: 'promoter',
        contentType: MERGE_PATCH,
        body: { status },
      },
    );

  /** A service whose version 2 waits at its preview. */
  async function pause() {
    const service = await contract.deploy('automated');
    await service.until(hasHealth('Healthy'));
    await service.release('2.0.0');
    await service.refresh();
    await service.until(hasHealth('Suspended'));
    return service;
  }

  it('goes from a push to its preview, waits there, and ends with a promotion [l26]', async () => {
    const service = await contract.deploy('automated');
    await service.until(hasHealth('Healthy'));
    const before = await rolloutOf(service);
    const stream = contract.api.stream(
      `/api/v1/stream/applications?name=${service.name}`,
    );
    const commit = await service.release('2.0.0');
    const compared = await service.refresh();
    const seen: string[] = [];
    await stream.until(({ application }) => {
      seen.push(stateOf(application ?? {}));
      return hasHealth('Suspended')(application ?? {});
    });
    const paused = await rolloutOf(service);
    const promoted = await contract.kubernetes.request(
      'PATCH',
      `${service.rolloutPath}/status`,
      {
        as: 'promoter',
        contentType: JSON_PATCH,
        body: [
          {
            op: 'test',
            path: '/metadata/generation',
            value: paused.metadata.generation,
          },
          { op: 'remove', path: '/status/pauseConditions' },
        ],
      },
    );
    const done = await stream.until(({ application }) =>
      hasHealth('Healthy')(application ?? {}),
    );
    stream.close();
    const after = await rolloutOf(service);

    expect(compared.status?.sync?.revision).toBe(commit);
    expect(inOrder(seen)).toEqual(
      expect.arrayContaining(['OutOfSync Healthy', 'Synced Suspended']),
    );
    expect(seen.at(-1)).toBe('Synced Suspended');
    expect(paused.status.phase).toBe('Paused');
    expect(paused.status.blueGreen.activeSelector).toBe(
      before.status.currentPodHash,
    );
    expect(promoted.status).toBe(200);
    expect(done.application?.status?.history?.map(({ id }) => id)).toEqual([
      0, 1,
    ]);
    expect(after.status.blueGreen.activeSelector).toBe(
      paused.status.currentPodHash,
    );
  });

  it('is not seen before somebody asks for a refresh [l27]', async () => {
    const service = await contract.deploy('automated');
    const { status: before } = await service.until(hasHealth('Healthy'));
    const commit = await service.release('2.0.0');
    const unseen = await service.read();
    const refreshed = await service.refresh();

    expect(unseen.status?.sync).toMatchObject({
      status: 'Synced',
      revision: before?.sync?.revision,
    });
    expect(refreshed.status?.sync).toMatchObject({ revision: commit });
  });

  it('stays synced but degraded after an abort, and is healed by a revert [l28]', async () => {
    const service = await pause();
    const paused = await rolloutOf(service);
    await patchStatus(service, { abort: true });
    const aborted = await service.until(hasHealth('Degraded'));
    const { status } = await rolloutOf(service);
    const commit = await service.release('1.0.0');
    await service.refresh();
    const healed = await service.until(
      current =>
        hasHealth('Healthy')(current) &&
        current.status?.sync?.revision === commit,
    );
    const after = await rolloutOf(service);

    expect(stateOf(aborted)).toBe('Synced Degraded');
    expect(status.message).toMatch(/^RolloutAborted: /);
    expect(healed.status?.sync?.status).toBe('Synced');
    // At once: the target is what is live.
    expect(after.status.blueGreen.activeSelector).toBe(
      paused.status.blueGreen.activeSelector,
    );
    expect(after.status.currentPodHash).toBe(paused.status.stableRS);
  });

  it('leaves alone what operators set and Git does not name [l29]', async () => {
    const service = await contract.deploy('healing');
    await service.until(hasHealth('Healthy'));
    await contract.kubernetes.mergePatch(service.rolloutPath, {
      spec: { paused: true },
    });
    const paused = await service.until(hasHealth('Suspended'));
    const refreshed = await service.refresh();

    expect(stateOf(paused)).toBe('Synced Suspended');
    expect(refreshed.status?.sync?.status).toBe('Synced');
    expect(await contract.kubernetes.get(service.rolloutPath)).toMatchObject({
      spec: { paused: true },
    });
  });

  it('stays out of sync after an undo in the cluster [l30]', async () => {
    const service = await contract.deploy('automated');
    await service.until(hasHealth('Healthy'));
    await setImage(service, 'example.invalid/web:0.9.0');
    const drifted = await service.until(
      ({ status }) => status?.sync?.status === 'OutOfSync',
    );
    await service.refresh();

    expect(drifted.status?.history).toHaveLength(1);
    expect(await imageOf(service)).toBe('example.invalid/web:0.9.0');
  });

  it('takes an undo in the cluster back where it heals itself [l31]', async () => {
    const service = await contract.deploy('healing');
    await service.until(hasHealth('Healthy'));
    const before = await rolloutOf(service);
    const stream = contract.api.stream(
      `/api/v1/stream/applications?name=${service.name}`,
    );
    await setImage(service, 'example.invalid/web:0.9.0');
    await stream.until(
      ({ application }) => application?.status?.sync?.status === 'OutOfSync',
    );
    await stream.until(({ application }) =>
      hasHealth('Healthy')(application ?? {}),
    );
    stream.close();
    const after = await rolloutOf(service);

    expect(await imageOf(service)).toBe('example.invalid/web:1.0.0');
    expect(after.status.currentPodHash).toBe(before.status.currentPodHash);
    expect(after.metadata.generation).toBeGreaterThan(
      Number(before.metadata.generation),
    );
  });

  describeOnReal(
    'without a word to Argo CD',
    'the lab has no resync of less than minutes',
    () => {
      it('is not seen by a resync either, while the branch is remembered [l27]', async () => {
        const service = await contract.deploy('automated');
        const { status: before } = await service.until(hasHealth('Healthy'));
        await service.release('2.0.0');
        const resynced = await service.until(
          ({ status }) => status?.reconciledAt !== before?.reconciledAt,
        );

        expect(resynced.status?.sync).toMatchObject({
          status: 'Synced',
          revision: before?.sync?.revision,
        });
      });
    },
  );

  async function setImage(service: DeployedService, image: string) {
    await contract.kubernetes.expectSuccess('PATCH', service.rolloutPath, {
      as: 'changer',
      contentType: JSON_PATCH,
      body: [
        {
          op: 'replace',
          path: '/spec/template/spec/containers/0/image',
          value: image,
        },
      ],
    });
  }

  async function imageOf(service: DeployedService): Promise<unknown> {
    const { spec } = z
      .object({ spec: templateSchema })
      .parse(await contract.kubernetes.get(service.rolloutPath));
    return spec.template.spec.containers[0].image;
  }
});

/** Each state once for each time that it was entered. */
function inOrder(states: string[]): string[] {
  return states.filter((state, index) => state !== states[index - 1]);
}
