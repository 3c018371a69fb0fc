import {
  ContractArgoCd,
  ContractSide,
  DeployedService,
  openContractSide,
} from '@shop-portal/cluster';
import {
  ApplicationView,
  Delivery,
} from '@shop-portal/plugin-shop-rollouts-common';
import request from 'supertest';
import { component } from '../__testUtils__/component';
import { asUser, OLGA } from '../__testUtils__/people';
import { environmentOf } from '../__testUtils__/portalConfig';
import { operationOf, TestPortal } from '../__testUtils__/TestPortal';

jest.setTimeout(60_000);

describe('Applications in the portal', () => {
  let side: ContractSide;
  let argoCd: ContractArgoCd;
  let service: DeployedService;
  let portal: TestPortal;

  beforeAll(async () => {
    side = await openContractSide();
    argoCd = await side.argoCd();
    service = await DeployedService.create(argoCd, 'manual');
    portal = await startPortal(argoCd.tokens.portal);
  });

  afterAll(async () => {
    await portal.stop();
    await service.close();
    await side.close();
  });

  function startPortal(token: string): Promise<TestPortal> {
    return TestPortal.start({
      clusters: [argoCd.cluster],
      namespaces: [service.namespace],
      argocd: [{ name: 'main', url: argoCd.url, token }],
      entities: [component(service.name)],
    });
  }

  function applicationOf({ lanes }: Delivery): ApplicationView | undefined {
    return lanes.flatMap(({ applications }) => applications)[0];
  }

  async function until(
    holds: (application: ApplicationView, delivery: Delivery) => boolean,
    from = portal,
  ): Promise<Delivery> {
    return await from.untilDelivery(delivery => {
      const application = applicationOf(delivery);
      return application !== undefined && holds(application, delivery);
    }, service.name);
  }

  async function act(action: string, on = portal) {
    return await request(on.server)
      .post(
        `/api/shop-rollouts/v1/applications/main/argocd/${service.name}/actions`,
      )
      .set(asUser(OLGA))
      .send({
        entityRef: `component:default/${service.name}`,
        action,
        reason: 'first release',
      });
  }

  it('are shown in the lane that they deploy to, with what differs', async () => {
    // Of the cluster, nothing is known yet when Argo CD was faster.
    const { lanes } = await until(
      ({ sync }, { stale }) => sync === 'OutOfSync' && stale.length === 0,
    );

    expect(lanes).toMatchObject([
      {
        environment: { name: environmentOf(argoCd.cluster) },
        applications: [
          {
            health: 'Missing',
            claimed: true,
            url: `${argoCd.url}/applications/argocd/${service.name}`,
            outOfSyncResources: [
              { kind: 'Service', name: `${service.name}-active` },
              { kind: 'Service', name: `${service.name}-preview` },
              { kind: 'Rollout', name: service.name },
            ],
          },
        ],
      },
    ]);
  });

  it('are synced in the name of a person, and followed to the end', async () => {
    const response = await act('sync');
    const { id } = operationOf(response);
    const delivery = await until(
      (_, { recentOperations }) =>
        recentOperations[0]?.id === id && recentOperations[0].phase === 'done',
    );
    const live = await until(
      ({ sync, health }, { lanes }) =>
        sync === 'Synced' &&
        health === 'Healthy' &&
        lanes[0].rollouts[0]?.phase === 'Healthy' &&
        lanes[0].rollouts[0].live !== undefined,
    );
    const { status } = await service.read();

    expect(response.status).toBe(202);
    expect(
      delivery.recentOperations[0].steps.map(({ phase }) => phase),
    ).toEqual(['accepted', 'taken', 'done']);
    expect(applicationOf(live)?.outOfSyncResources).toEqual([]);
    expect(live.lanes[0].rollouts).toMatchObject([{ live: { tag: '1.0.0' } }]);
    expect(status?.operationState?.operation.info).toEqual([
      { name: 'Requested by', value: OLGA },
      { name: 'Portal operation', value: id },
      { name: 'Reason', value: 'first release' },
    ]);
  });

  it('are refreshed, and done when Argo CD has compared', async () => {
    const commit = await service.release('2.0.0');
    const response = await act('refresh');
    const delivery = await until(({ sync }) => sync === 'OutOfSync');
    const { status } = await service.read();

    expect(response.status).toBe(202);
    expect(operationOf(response).phase).toBe('done');
    expect(applicationOf(delivery)?.outOfSyncResources).toMatchObject([
      { kind: 'Rollout', name: service.name },
    ]);
    expect(status?.sync?.revision).toBe(commit);
  });

  it('stay as they are for a token that may only read, and say why', async () => {
    const reading = await startPortal(argoCd.tokens.reader);
    await until(({ sync }) => sync === 'OutOfSync', reading);
    const response = await act('sync', reading);
    const { recentOperations } = await reading.delivery(service.name);
    await reading.stop();

    expect(response.status).toBe(502);
    expect(response.body.error.message).toMatch(
      `Argo CD refused it: permission denied: applications, sync, default/${service.name}, sub: reader`,
    );
    expect(recentOperations[0]).toMatchObject({ phase: 'refused' });
  });

  it('tell of the commits that they are deployed from', async () => {
    const { status } = await service.read();
    const deployed = status?.history?.[0].revision;
    const path = `/v1/argocd/by-entity/component/default/${service.name}`;
    const cards = await portal.get(`${path}/applications`);
    const revision = await portal.get(
      `${path}/applications/${service.name}/revisions/${deployed}/metadata`,
    );

    expect(cards.body.items).toMatchObject([
      {
        metadata: { name: service.name, instance: { name: 'main' } },
        status: { health: { status: 'Healthy' } },
      },
    ]);
    expect(revision.body).toMatchObject({
      author: 'Dana Kim <dana.kim@shop.example>',
      message: 'Add a service',
    });
  });
});
