import { TestDatabases } from '@backstage/backend-test-utils';
import { ContractSide, openContractSide } from '@shop-portal/cluster';
import { Knex } from 'knex';
import { OLGA, PIET } from '../__testUtils__/people';
import { operationOf } from '../__testUtils__/TestPortal';
import { ClusterProxy } from './__testUtils__/ClusterProxy';
import { Stage } from './__testUtils__/Stage';

const PRESSES = 1000;
/** So long the cluster has no time; a portal asks again for three seconds. */
const BUSY_MILLIS = 2_500;

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'Many presses through two portals on one %s',
  id => {
    let side: ContractSide;
    let stage: Stage;
    let proxy: ClusterProxy;
    let database: Knex;

    beforeAll(async () => {
      side = await openContractSide();
      stage = await Stage.open(await side.cluster());
      proxy = await ClusterProxy.start(stage.cluster);
      database = await databases.init(id);
    });

    afterAll(async () => {
      await stage.close();
      await proxy.close();
      await side.close();
    });

    it('make one promotion and 999 clear answers, also while the cluster is busy', async () => {
      const rollout = await stage.release('storefront');
      const options = { cluster: proxy, database };
      const portals = [
        await stage.startPortal([rollout], options),
        await stage.startPortal([rollout], options),
      ];
      const press = rollout.press(await rollout.deploy('9f31c02'));
      proxy.beBusy(BUSY_MILLIS);

      const responses = await Promise.all(
        Array.from({ length: PRESSES }, (_, index) =>
          portals[index % 2].act('promote', press, {
            user: index % 4 < 2 ? OLGA : PIET,
          }),
        ),
      );

      const accepted = responses.filter(({ status }) => status === 202);
      expect(accepted).toHaveLength(1);
      const { id: winner, requestedBy } = operationOf(accepted[0]);
      const others = responses.filter(({ status }) => status !== 202);
      const answers = new Set(
        others.map(({ status, body }) =>
          JSON.stringify({ status, name: body.error?.name, by: body.by }),
        ),
      );
      expect([...answers].map(answer => JSON.parse(answer))).toEqual([
        {
          status: 409,
          name: 'StateChangedError',
          by: {
            requestedBy,
            action: 'promote',
            requestedAt: expect.anything(),
          },
        },
      ]);
      for (const { body } of others) {
        expect(body.error.message).toContain('Nothing was done twice.');
      }
      expect(proxy.busyAnswers).toBeGreaterThan(0);

      // Between processes signals travel by the events backend; here by none.
      const winning = portals[responses.indexOf(accepted[0]) % 2];
      const done = await winning.untilRollout(
        ({ operation }) =>
          operation?.id === winner && operation.phase === 'done',
        stage.environment,
      );
      expect(done.live?.tag).toBe('9f31c02');
      expect(await rollout.liveHash()).toBe(press.seen.podHash);
      expect(
        await database('operations').where({ phase: 'done' }),
      ).toHaveLength(1);
      expect(
        await database('operations').where({ phase: 'refused' }),
      ).toHaveLength(PRESSES - 1);
    }, 240_000);

    it('make one promotion when the answers to both are lost', async () => {
      const rollout = await stage.release('discounts');
      const options = { cluster: proxy, database };
      const portals = [
        await stage.startPortal([rollout], options),
        await stage.startPortal([rollout], options),
      ];
      const press = rollout.press(await rollout.deploy('9f31c02'));
      proxy.loseAnswers(2);

      const responses = await Promise.all(
        portals.map(portal =>
          portal.act('promote', press, { entityRef: rollout.entityRef }),
        ),
      );

      expect(responses.map(({ status }) => status).sort()).toEqual([202, 409]);
      const lost = responses.find(({ status }) => status === 409);
      expect(lost?.body.by).toMatchObject({ action: 'promote' });
      await rollout.until(
        ({ status }) => status?.stableRS === press.seen.podHash,
      );
    });
  },
);
