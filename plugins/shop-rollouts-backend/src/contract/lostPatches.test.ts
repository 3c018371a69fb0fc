import {
  ContractSide,
  describeOnReal,
  openContractSide,
} from '@shop-portal/cluster';
import {
  guardedPatch,
  nudgePatch,
  Operation,
  RolloutAction,
  RolloutObject,
} from '@shop-portal/plugin-shop-rollouts-common';
import { setTimeout as delay } from 'timers/promises';
import { operationOf, TestPortal } from '../__testUtils__/TestPortal';
import { KubernetesRolloutWriter } from '../kubernetes/RolloutWriter';
import { inTurns } from './__testUtils__/inTurns';
import { Stage } from './__testUtils__/Stage';
import { StagedRollout } from './__testUtils__/StagedRollout';

/** Milliseconds between the ready preview and the press. */
const DELAYS = [0, 50, 100, 200];
const PRESSES_EACH = 20;
const PLAIN_PATCHES_EACH = 5;
const ACTIONS = ['promote', 'promote-full', 'abort'] as const;
/** They work at the same time, so that all takes minutes instead of an hour. */
const NAMES = Array.from({ length: 8 }, (_, index) => `lossy-${index}`);
/** After so long without a reaction a patch counts as lost. */
const LOST_AFTER_MILLIS = 2_000;

describeOnReal(
  'Rollouts 1.9.2, which loses patches that come too early,',
  'the lab behaves as Rollouts 1.10',
  () => {
    let side: ContractSide;
    let stage: Stage;
    let rollouts: StagedRollout[];
    let portal: TestPortal;
    let release = 0;

    beforeAll(async () => {
      side = await openContractSide();
      stage = await Stage.open(await side.cluster('1.9.2'));
      rollouts = await Promise.all(
        NAMES.map(name =>
          stage.release(name, {
            replicas: 1,
            blueGreen: {
              scaleDownDelaySeconds: 1,
              abortScaleDownDelaySeconds: 1,
            },
          }),
        ),
      );
      portal = await stage.startPortal(rollouts);
    }, 60_000);

    afterAll(async () => {
      await stage.close();
      await side.close();
    });

    it.each(ACTIONS)(
      `takes every one of 80 presses of %s through the portal`,
      async action => {
        const nudgesBefore = sumOfNudges();
        const operations: Operation[] = [];
        await inTurns(
          repeat(DELAYS, PRESSES_EACH),
          rollouts,
          async (millis, rollout) => {
            const paused = await rollout.deploy(nextTag());
            await delay(millis);
            const response = await portal.act(action, rollout.press(paused), {
              entityRef: rollout.entityRef,
            });
            expect(response.status).toBe(202);
            operations.push(
              await untilFinished(rollout, operationOf(response).id),
            );
            await expectEffect(rollout, action, paused);
          },
        );

        expect(operations).toHaveLength(DELAYS.length * PRESSES_EACH);
        expect(new Set(operations.map(({ phase }) => phase))).toEqual(
          new Set(['done']),
        );
        // What woke the controller is in the record, and nothing else is.
        const nudged = operations.filter(({ steps }) =>
          steps.some(({ phase }) => phase === 'nudged'),
        );
        expect(nudged).toHaveLength(sumOfNudges() - nudgesBefore);
        // Otherwise nothing was lost, and nothing is shown here.
        expect(nudged.length).toBeGreaterThan(0);
      },
      300_000,
    );

    it('loses some of the same patches when nobody follows them', async () => {
      const { cluster } = stage;
      const writer = KubernetesRolloutWriter.create(
        { ...cluster, readerToken: cluster.tokens.reader },
        cluster.tokens.promoter,
      );
      let lost = 0;
      await inTurns(
        ACTIONS.flatMap(action =>
          repeat(DELAYS, PLAIN_PATCHES_EACH).map(millis => ({
            action,
            millis,
          })),
        ),
        rollouts,
        async ({ action, millis }, rollout) => {
          const paused = await rollout.deploy(nextTag());
          await delay(millis);
          const { target, seen } = rollout.press(paused);
          await writer.patchStatus(target, guardedPatch(action, seen));
          const acted = (now: RolloutObject) => hasEffect(action, paused, now);
          try {
            await rollout.until(acted, LOST_AFTER_MILLIS);
          } catch {
            lost += 1;
            await writer.patchStatus(target, nudgePatch(seen));
            await rollout.until(acted);
          }
        },
      );

      expect(lost).toBeGreaterThan(0);
    }, 300_000);

    function nextTag(): string {
      release += 1;
      return `release-${release}`;
    }

    function sumOfNudges(): number {
      return rollouts.reduce((sum, { nudges }) => sum + nudges, 0);
    }

    async function untilFinished(
      { name }: StagedRollout,
      id: string,
    ): Promise<Operation> {
      const find = (operations: Operation[]) =>
        operations.find(operation => operation.id === id);
      const { recentOperations } = await portal.untilDelivery(
        delivery =>
          ['done', 'diverted', 'failed', 'refused'].includes(
            find(delivery.recentOperations)?.phase ?? '',
          ),
        name,
      );
      const operation = find(recentOperations);
      if (!operation) {
        throw new Error(`Operation ${id} is no longer listed`);
      }
      return operation;
    }

    async function expectEffect(
      rollout: StagedRollout,
      action: RolloutAction,
      before: RolloutObject,
    ): Promise<void> {
      const { seen } = rollout.press(before);
      await rollout.until(now => hasEffect(action, before, now));
      expect(await rollout.liveHash()).toBe(
        action === 'abort' ? seen.stableHash : seen.podHash,
      );
    }
  },
);

/** The controller has done what was asked for, not only stored it. */
function hasEffect(
  action: RolloutAction,
  before: RolloutObject,
  { status }: RolloutObject,
): boolean {
  return action === 'abort'
    ? status?.abort === true && status.abortedAt !== undefined
    : status?.stableRS === before.status?.currentPodHash;
}

function repeat<T>(items: T[], times: number): T[] {
  return Array.from({ length: times }, () => items).flat();
}
