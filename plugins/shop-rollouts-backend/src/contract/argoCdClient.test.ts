import { mockServices } from '@backstage/backend-test-utils';
import {
  ContractArgoCd,
  ContractSide,
  DeployedService,
  openContractSide,
} from '@shop-portal/cluster';
import { ApplicationTarget } from '@shop-portal/plugin-shop-rollouts-common';
import { z } from 'zod';
import { ArgoCdApiError } from '../argocd/ArgoCdApiError';
import { ArgoCdClient, OPERATION_INFO } from '../argocd/ArgoCdClient';
import { ArgoCdWatcher } from '../argocd/ArgoCdWatcher';
import { DeliveryStore } from '../store/DeliveryStore';
import { MemoryDeliveryStore } from '../store/MemoryDeliveryStore';

jest.setTimeout(60_000);

const INSTANCE = 'main';

const operationSchema = z.object({
  status: z.object({
    operationState: z.object({
      phase: z.string(),
      operation: z.object({ info: z.unknown(), initiatedBy: z.unknown() }),
    }),
  }),
});

describe("The portal's client of Argo CD", () => {
  let side: ContractSide;
  let argoCd: ContractArgoCd;
  let client: ArgoCdClient;
  let store: DeliveryStore;
  let service: DeployedService;
  const stopped = new AbortController();
  const services: DeployedService[] = [];

  beforeAll(async () => {
    side = await openContractSide();
    argoCd = await side.argoCd();
    client = clientOf(argoCd.tokens.portal);
    store = new MemoryDeliveryStore();
    void ArgoCdWatcher.create({
      client,
      store,
      logger: mockServices.logger.mock(),
    }).run(stopped.signal);
    service = await deploy('manual');
  });

  afterAll(async () => {
    stopped.abort();
    await Promise.all(services.map(each => each.close()));
    await side.close();
  });

  function clientOf(token: string): ArgoCdClient {
    return ArgoCdClient.create({ name: INSTANCE, url: argoCd.url, token });
  }

  async function deploy(
    sync: Parameters<typeof DeployedService.create>[1],
  ): Promise<DeployedService> {
    const deployed = await DeployedService.create(argoCd, sync);
    services.push(deployed);
    return deployed;
  }

  /** What is stored of a service, as soon as it is as it is meant to be. */
  async function untilStored(
    { name }: DeployedService,
    holds: (state: string) => boolean,
  ): Promise<string> {
    if (!holds(stateOf(name))) {
      await new Promise<void>(resolve => {
        const unsubscribe = store.subscribe(() => {
          if (holds(stateOf(name))) {
            unsubscribe();
            resolve();
          }
        });
      });
    }
    return stateOf(name);
  }

  function stateOf(name: string): string {
    const entry = store.getApplication(targetOf(name));
    const { sync, health } = entry?.application.object.status ?? {};
    return entry ? `${sync?.status} ${health?.status}` : 'gone';
  }

  const addressOf = ({ name }: DeployedService, project = 'default') => ({
    target: targetOf(name),
    project,
  });

  it('follows an Application from nothing to healthy', async () => {
    const states = [
      await untilStored(service, state => state === 'OutOfSync Missing'),
    ];
    await client.sync(addressOf(service), {
      operationId: '0e9d2f5c',
      requestedBy: 'user:default/olga.petrova',
      reason: 'first release',
    });
    states.push(
      await untilStored(service, state => state === 'Synced Healthy'),
    );

    expect(states).toEqual(['OutOfSync Missing', 'Synced Healthy']);
    const { application } = store.getApplication(targetOf(service.name)) ?? {};
    expect(application?.destination).toEqual({
      name: argoCd.cluster.name,
      namespace: service.namespace,
    });
    expect(
      operationSchema.parse(application?.raw).status.operationState,
    ).toMatchObject({
      phase: 'Succeeded',
      operation: {
        initiatedBy: { username: 'portal' },
        info: [
          { name: 'Requested by', value: 'user:default/olga.petrova' },
          { name: OPERATION_INFO, value: '0e9d2f5c' },
          { name: 'Reason', value: 'first release' },
        ],
      },
    });
    expect(application?.object.status?.summary?.images).toEqual([
      'example.invalid/web:1.0.0',
    ]);
  });

  it('sees a commit by a refresh, and follows it to its preview', async () => {
    const released = await deploy('automated');
    await untilStored(released, state => state === 'Synced Healthy');
    const commit = await released.release('2.0.0');
    const refreshed = await client.refresh(addressOf(released));
    await untilStored(released, state => state === 'Synced Suspended');

    expect(refreshed?.object.status?.sync?.revision).toBe(commit);
    expect(await client.getRevision(addressOf(released), commit)).toMatchObject(
      {
        author: 'Dana Kim <dana.kim@shop.example>',
        message: 'Release 2.0.0',
      },
    );
  });

  it('lists names, and forgets what is gone', async () => {
    const gone = await deploy('manual');
    await untilStored(gone, state => state === 'OutOfSync Missing');
    const before = await client.listNames(stopped.signal);
    await gone.push('Remove it', { [`apps/${gone.name}`]: undefined });
    await argoCd.notifyPush();
    await untilStored(gone, state => state === 'gone');
    const after = await client.listNames(stopped.signal);

    const own = { namespace: 'argocd', name: gone.name };
    expect(before).toContainEqual(own);
    expect(after).not.toContainEqual(own);
  });

  it('says why it was refused', async () => {
    const request = { operationId: '1', requestedBy: 'user:default/dana.kim' };
    const refusalOf = (promise: Promise<unknown>) =>
      promise.then(
        () => undefined,
        error =>
          error instanceof ArgoCdApiError
            ? `${error.code} ${error.message}`
            : error,
      );
    const { reader } = argoCd.tokens;

    expect(
      await refusalOf(clientOf(reader).sync(addressOf(service), request)),
    ).toMatch(
      `403 permission denied: applications, sync, default/${service.name}, sub: reader`,
    );
    expect(
      await refusalOf(client.refresh(addressOf(service, 'elsewhere'))),
    ).toBe(`404 applications.argoproj.io "${service.name}" not found`);
    expect(await refusalOf(clientOf('wrong').listNames(stopped.signal))).toBe(
      '401 no session information',
    );
    expect(
      await refusalOf(client.getRevision(addressOf(service), 'main')),
    ).toBe('500 revision main must be resolved');
  });
});

function targetOf(name: string): ApplicationTarget {
  return { kind: 'application', instance: INSTANCE, namespace: 'argocd', name };
}
