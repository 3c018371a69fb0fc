import type { ResourceStore, StoreEvent } from '../../kubernetes/ResourceStore';
import type { Clock } from './Clock';
import type { Controller } from './Controller';
import { WorkQueue } from './WorkQueue';

interface RunOptions {
  store: ResourceStore;
  clock: Clock;
  onError: (error: unknown, controller: string, key: string) => void;
}

/** Runs a controller until the returned function is called. */
export function runController(
  controller: Controller,
  { store, clock, onError }: RunOptions,
): () => void {
  const queue = WorkQueue.create({
    clock,
    work: key => controller.reconcile(key),
    onError: (error, key) => onError(error, controller.name, key),
  });
  const observe = (event: StoreEvent) => {
    // Stored, and seen by nobody until something touches the object again.
    if (event.lost) {
      return;
    }
    for (const key of controller.keysFor(event)) {
      queue.add(key);
    }
  };
  const unsubscribe = store.subscribe(observe);
  for (const resource of controller.watches) {
    for (const object of store.list(resource)) {
      observe({ type: 'ADDED', resource, object });
    }
  }
  return () => {
    unsubscribe();
    queue.stop();
  };
}
