import { randomUUID } from 'crypto';
import { isDeepStrictEqual } from 'util';
import { describeOnReal } from '../side/describeOnReal';
import { Application, isSynced } from './support/Application';
import { ArgoCdContract } from './support/ArgoCdContract';
import { argoCdRefusal } from './support/argoCdAnswers';
import { DeployedService } from './support/DeployedService';

jest.setTimeout(60_000);

const INFO = [
  { name: 'Requested by', value: 'user:default/olga.petrova' },
  { name: 'Portal operation', value: '0e9d2f5c' },
];

/** At the end of the operation that was asked for with these notes. */
const isDone =
  (infos: typeof INFO) =>
  ({ operation, status }: Application) =>
    operation === undefined &&
    status?.operationState?.finishedAt !== undefined &&
    isDeepStrictEqual(status.operationState.operation.info, infos);

describe("Argo CD's sync", () => {
  const contract = ArgoCdContract.register();

  const sync = (service: DeployedService, body: object) =>
    contract.api.post(`${service.path}/sync`, body);

  /** Syncs to the end, and tells it from any other sync. */
  async function syncAndFollow(service: DeployedService, body: object) {
    const infos = [{ name: 'Test', value: randomUUID() }];
    const { status } = await sync(service, { ...body, infos });
    return { status, done: await service.until(isDone(infos)) };
  }

  describe('of an Application that nobody syncs by itself', () => {
    let service: DeployedService;

    beforeAll(async () => {
      service = await contract.deploy('manual');
      await service.until(({ status }) => status?.sync?.status === 'OutOfSync');
    });

    it('answers with the operation, and notes who asked and why [l10]', async () => {
      const { status: before } = await service.read();
      const accepted = await sync(service, {
        name: service.name,
        appNamespace: 'argocd',
        project: 'default',
        infos: INFO,
      });
      // Argo CD compares again after the operation.
      const synced = await service.until(
        current => isDone(INFO)(current) && isSynced(current),
      );

      const operation = {
        initiatedBy: { username: 'portal' },
        info: INFO,
        sync: { revision: before?.sync?.revision },
      };
      expect(accepted).toMatchObject({
        status: 200,
        body: { metadata: { name: service.name }, operation },
      });
      expect(accepted.body).not.toHaveProperty('status.operationState');
      expect(synced.status).toMatchObject({
        sync: { status: 'Synced' },
        operationState: {
          phase: 'Succeeded',
          message: 'successfully synced (all tasks run)',
          operation,
          startedAt: expect.any(String),
          finishedAt: expect.any(String),
        },
        history: [
          {
            id: 0,
            revision: before?.sync?.revision,
            initiatedBy: { username: 'portal' },
          },
        ],
      });
      const results = synced.status?.operationState?.syncResult?.resources?.map(
        ({ message, status }) => `${message}: ${status}`,
      );
      // Services first, both at once, then what may need them.
      expect([results?.slice(0, 2).sort(), results?.slice(2)]).toEqual([
        [
          `service/${service.name}-active created: Synced`,
          `service/${service.name}-preview created: Synced`,
        ],
        [`rollout.argoproj.io/${service.name} created: Synced`],
      ]);
    });

    it('takes one operation at a time [l11]', async () => {
      const infos = [{ name: 'Test', value: 'twice' }];
      const [first, second] = await Promise.all([
        sync(service, { infos }),
        sync(service, { infos }),
      ]).then(answers => answers.sort((a, b) => a.status - b.status));
      await service.until(isDone(infos));

      expect(first.status).toBe(200);
      expect(second).toMatchObject(
        argoCdRefusal(400, 9, 'another operation is already in progress'),
      );
    });

    it('says what it would take away, and takes it away only if asked [l22]', async () => {
      const { name } = service;
      const preview = `/api/v1/namespaces/${service.namespace}/services/${name}-preview`;
      const commit = await service.push('Drop the Services', {
        [`apps/${name}/base/kustomization.yaml`]: 'resources: [rollout.yaml]\n',
      });
      const compared = await service.refresh();
      const { done: skipped } = await syncAndFollow(service, {});
      const kept = await contract.kubernetes.request('GET', preview);
      const { done: pruned } = await syncAndFollow(service, { prune: true });
      const after = await service.until(isSynced);
      const gone = await contract.kubernetes.request('GET', preview);

      expect(
        compared.status?.resources?.filter(({ kind }) => kind === 'Service'),
      ).toMatchObject([
        { status: 'OutOfSync', requiresPruning: true },
        { status: 'OutOfSync', requiresPruning: true },
      ]);
      expect(skipped.status?.operationState?.syncResult?.revision).toBe(commit);
      expect(skipped.status?.sync?.status).toBe('OutOfSync');
      expect(resultOf(skipped, 'Service')).toMatchObject({
        status: 'PruneSkipped',
        message: 'ignored (requires pruning)',
      });
      expect(kept.status).toBe(200);
      expect(resultOf(pruned, 'Service')).toMatchObject({
        status: 'Pruned',
        message: 'pruned',
      });
      expect(gone.status).toBe(404);
      expect(after.status?.resources).toMatchObject([{ kind: 'Rollout' }]);
    });

    describeOnReal(
      'to another revision, or in part',
      'the portal asks for the tracked revision as a whole, and the lab refuses the rest',
      () => {
        it('takes an older commit [l23]', async () => {
          const { status } = await service.read();
          const older = status?.history?.[0].revision;
          const { status: answer, done } = await syncAndFollow(service, {
            revision: older,
          });

          expect(answer).toBe(200);
          expect(done.status?.operationState?.syncResult?.revision).toBe(older);
          expect(done.status?.history?.at(-1)?.revision).toBe(older);
        });

        it('shows a dry run as an operation, but not in the history [l24]', async () => {
          const { status: before } = await service.read();
          const { status, done: tried } = await syncAndFollow(service, {
            dryRun: true,
          });

          expect(status).toBe(200);
          expect(tried.status?.operationState).toMatchObject({
            phase: 'Succeeded',
            operation: { sync: { dryRun: true } },
          });
          expect(tried.status?.history).toHaveLength(
            before?.history?.length ?? 0,
          );
        });

        it('does not keep a part in the history [l24]', async () => {
          const { status: before } = await service.read();
          const { status, done: synced } = await syncAndFollow(service, {
            resources: [
              {
                group: 'argoproj.io',
                kind: 'Rollout',
                name: service.name,
                namespace: service.namespace,
              },
            ],
          });

          expect(status).toBe(200);
          expect(
            synced.status?.operationState?.syncResult?.resources,
          ).toMatchObject([{ kind: 'Rollout' }]);
          expect(synced.status?.history).toHaveLength(
            before?.history?.length ?? 0,
          );
        });

        it('passes over what it does not know in a request [l19]', async () => {
          const { status } = await syncAndFollow(service, { bogus: true });

          expect(status).toBe(200);
        });
      },
    );

    describeOnReal('ended', 'the portal ends no operation', () => {
      it('is refused when there is none [l25]', async () => {
        const answer = await contract.api.request(
          'DELETE',
          `${service.path}/operation`,
        );

        expect(answer).toMatchObject(
          argoCdRefusal(
            400,
            3,
            'Unable to terminate operation. No operation is in progress',
          ),
        );
      });
    });
  });

  describe('of an Application that is synced by itself', () => {
    let service: DeployedService;

    beforeAll(async () => {
      service = await contract.deploy('automated');
      await service.until(isSynced);
    });

    it('goes to no other revision than the tracked one [l12]', async () => {
      const other = await sync(service, { revision: 'v1' });
      const tracked = await syncAndFollow(service, { revision: 'main' });

      expect(other).toMatchObject(
        argoCdRefusal(
          400,
          9,
          'Cannot sync to v1: auto-sync currently set to main',
        ),
      );
      expect(tracked.status).toBe(200);
    });

    it('notes in the history whether it was a person [l10]', async () => {
      const { status } = await service.read();

      expect(status?.history).toMatchObject([
        { id: 0, initiatedBy: { automated: true } },
        { id: 1, initiatedBy: { username: 'portal' } },
      ]);
    });
  });
});

function resultOf({ status }: Application, kind: string) {
  return status?.operationState?.syncResult?.resources?.find(
    resource => resource.kind === kind,
  );
}
