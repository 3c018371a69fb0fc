import type {
  KubernetesObject,
  ResourceStore,
  ResourceType,
  StoreEvent,
} from '../../kubernetes';
import { Reconciliation } from './Reconciliation';
import { controllerOf, isType } from './resources';
import { WorkQueue } from './WorkQueue';

/** Brings objects of one kind to the state that their spec asks for. */
export interface Controller {
  type: ResourceType;
  /** The kind that what it makes names as its owner. */
  kind: string;
  /** Also looked at: a change concerns all of this kind in the namespace. */
  alsoReads?: ResourceType;
  /** Must be safe to repeat; an error is tried again a moment later. */
  reconcile(object: KubernetesObject, reconciliation: Reconciliation): void;
}

interface RunOptions {
  store: ResourceStore;
  onError: (error: unknown, controller: string, key: string) => void;
}

/** Runs a controller until the returned function is called. */
export function runController(
  controller: Controller,
  { store, onError }: RunOptions,
): () => void {
  const { type, kind, alsoReads } = controller;
  /** Objects with a lost patch: the controller does not know of it. */
  const unseen = new Set<string>();
  const queue = WorkQueue.create({
    work: key => {
      const [namespace, name] = key.split('/');
      const object = store.get({ ...type, namespace, name });
      const reconciliation = Reconciliation.create(store);
      if (object && !object.metadata.deletionTimestamp && !unseen.has(key)) {
        controller.reconcile(object, reconciliation);
      }
      return reconciliation.nextTime;
    },
    onError: (error, key) => onError(error, type.plural, key),
  });
  const observe = ({ resource, object, lost }: StoreEvent) => {
    const { namespace, name } = object.metadata;
    const owner = controllerOf(object);
    if (isType(resource, type)) {
      const key = `${namespace}/${name}`;
      if (lost) {
        unseen.add(key);
      } else {
        unseen.delete(key);
        queue.add(key);
      }
    } else if (owner?.kind === kind) {
      queue.add(`${namespace}/${owner.name}`);
    } else if (alsoReads && isType(resource, alsoReads)) {
      for (const { metadata } of store.list(type, { namespace })) {
        queue.add(`${namespace}/${metadata.name}`);
      }
    }
  };
  const unsubscribe = store.subscribe(observe);
  for (const object of store.list(type)) {
    observe({ type: 'ADDED', resource: type, object });
  }
  return () => {
    unsubscribe();
    queue.stop();
  };
}
