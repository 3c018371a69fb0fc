import {
  SeenState,
  DeliveryTarget,
} from '@shop-portal/plugin-shop-rollouts-common';
import { OperationStore, StoredOperation } from '../database/OperationStore';
import { wait } from '../streaming/wait';

const POLL_MILLIS = 50;
const MAX_POLLS = 40;

/**
 * Who was faster: the accepted operation that started from the same state.
 * Two people may press within milliseconds, so this waits for attempts whose
 * outcome is still open.
 */
export async function findRival(
  operations: OperationStore,
  target: DeliveryTarget,
  seen: SeenState,
): Promise<StoredOperation | undefined> {
  for (let poll = 0; poll < MAX_POLLS; poll++) {
    const { accepted, pending } = await operations.listRivals(target, seen);
    if (accepted.length > 0 || pending.length === 0) {
      return accepted[0];
    }
    await wait(POLL_MILLIS, new AbortController().signal);
  }
  return undefined;
}
