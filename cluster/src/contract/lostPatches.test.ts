import { describeOnReal } from '../side/describeOnReal';
import { ContractRollout } from './support/ContractRollout';
import { ContractTest } from './support/ContractTest';
import { RolloutView } from './support/schemas';

jest.setTimeout(5 * 60_000);

/** Longer than any reconciliation takes here. */
const UNNOTICED_MILLIS = 2_000;
const MOST_TRIES = 40;

describeOnReal(
  'an abort right after the pause',
  'the lab loses a patch on demand only',
  () => {
    /** Aborts as soon as the pause is seen, before the controller knows it. */
    async function abortAtOnce(contract: ContractTest) {
      const rollout = await ContractRollout.release(
        contract.api,
        await contract.newNamespace(),
      );
      await rollout.setVersion(2);
      await rollout.until(({ status }) => status.pauseConditions.length > 0);
      await rollout.patchStatus({ abort: true });
      return rollout;
    }

    /** Whether the controller acts on it by itself. */
    async function isTaken(rollout: ContractRollout): Promise<boolean> {
      const isDone = ({ status }: RolloutView) => status.phase === 'Degraded';
      return rollout.until(isDone, UNNOTICED_MILLIS).then(
        () => true,
        () => false,
      );
    }

    describe('on 1.9.2', () => {
      const contract = ContractTest.register('1.9.2');

      async function loseOne(): Promise<ContractRollout> {
        for (let tries = 0; tries < MOST_TRIES; tries += 1) {
          const rollout = await abortAtOnce(contract);
          if (!(await isTaken(rollout))) {
            return rollout;
          }
        }
        throw new Error(`None of ${MOST_TRIES} aborts was lost`);
      }

      it('can be stored and lost, until the Rollout is touched [lost1] [lost2] [lost3]', async () => {
        const rollout = await loseOne();
        expect((await rollout.read()).status).toMatchObject({
          phase: 'Paused',
          abort: true,
        });

        await rollout.patchStatus({ abort: true });
        expect(await isTaken(rollout)).toBe(false);

        await contract.api.mergePatch(rollout.path, {
          metadata: { annotations: { 'contract/touched': 'yes' } },
        });
        await rollout.until(
          ({ status }) => status.phase === 'Degraded',
          UNNOTICED_MILLIS,
        );
      });

      it('comes to light by a message too, which needs no more rights [lost1] [lost3]', async () => {
        const rollout = await loseOne();

        await rollout.nudge();
        const { status } = await rollout.until(
          ({ status: { phase } }) => phase === 'Degraded',
          UNNOTICED_MILLIS,
        );

        expect(status.message).toMatch(/^RolloutAborted/);
      });
    });

    describe('on 1.10.0', () => {
      const contract = ContractTest.register('1.10.0');

      it('is never lost [lost4]', async () => {
        const taken: boolean[] = [];
        for (let tries = 0; tries < 10; tries += 1) {
          taken.push(await isTaken(await abortAtOnce(contract)));
        }

        expect(taken).toEqual(Array(10).fill(true));
      });
    });
  },
);
