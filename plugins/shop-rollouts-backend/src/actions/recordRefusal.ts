import { NotFoundError, toError } from '@backstage/errors';
import { OperationDraft, OperationStore } from '../database/OperationStore';

/** Runs checks; what they refuse is kept in the record with its reason. */
export async function recordRefusal<T>(
  operations: OperationStore,
  draft: OperationDraft,
  check: () => Promise<T>,
): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof NotFoundError)) {
      await operations.refuse(draft, toError(error).message);
    }
    throw error;
  }
}
