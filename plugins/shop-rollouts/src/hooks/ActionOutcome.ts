import {
  DeliveryAction,
  Operation,
  StateChanged,
} from '@shop-portal/plugin-shop-rollouts-common';

/** What a person looked at when pressing. */
export interface PressContext {
  action: DeliveryAction;
  /** Tag of the release that the person looked at. */
  tag: string;
  pressedAt: string;
}

/** What the person who pressed has to know beside the shared progress. */
export type ActionOutcome =
  /** The answer was lost; being looked up. */
  | { kind: 'checking' }
  /** The answer was lost, and the backend cannot be reached since. */
  | { kind: 'unreachable' }
  /** The answer was lost, and there is no trace of the request. */
  | { kind: 'not-arrived' }
  /** Somebody was faster, or something newer came: nothing was done. */
  | { kind: 'state-changed'; change: StateChanged; press: PressContext }
  /** The portal or the cluster said no. */
  | { kind: 'refused'; message: string; details: string };

/** A request that is known to have been stored. */
export function findNewOperation(
  operations: Operation[],
  knownIds: ReadonlySet<string>,
  action: DeliveryAction,
): Operation | undefined {
  return operations.find(
    operation => operation.action === action && !knownIds.has(operation.id),
  );
}
