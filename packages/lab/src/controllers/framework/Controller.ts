import type { ResourceType, StoreEvent } from '../../kubernetes/ResourceStore';

export interface ReconcileResult {
  /** Look again after this time even if nothing changes. */
  requeueAfterMillis?: number;
}

/** Brings one kind of object to the state that its spec asks for. */
export interface Controller {
  readonly name: string;
  /** What is read in full at start, so that a restart continues. */
  readonly watches: ResourceType[];
  /** Keys of the objects that a change concerns. */
  keysFor(event: StoreEvent): string[];
  /** Must be safe to repeat; an error is tried again, later each time. */
  reconcile(key: string): ReconcileResult;
}
