import { Operation } from '@shop-portal/plugin-shop-rollouts-common';
import { StoredOperation } from './OperationStore';

/** Leaves out what is remembered for the follower only. */
export function toPublicOperation(stored: StoredOperation): Operation {
  const { seen: _seen, before: _before, answered: _answered, ...rest } = stored;
  return rest;
}
