import type { Controller } from '../framework/Controller';
import type { Reconciliation } from '../framework/Reconciliation';
import { ownerReference, PODS, REPLICA_SETS } from '../framework/resources';
import { isReady, podSchema, replicaSetSchema } from './schemas';
import type { ReplicaSet } from './schemas';

/** Keeps as many pods as `spec.replicas` says, and counts them. */
export const replicaSetController: Controller = {
  type: REPLICA_SETS,
  kind: 'ReplicaSet',

  reconcile(object, reconciliation) {
    const replicaSet = replicaSetSchema.parse(object);
    scale(replicaSet, reconciliation);
    const pods = reconciliation.listOwned(PODS, podSchema, replicaSet);
    const ready = pods.filter(isReady).length;
    reconciliation.writeStatus(REPLICA_SETS, replicaSet, {
      observedGeneration: replicaSet.metadata.generation,
      replicas: pods.length,
      readyReplicas: ready,
      availableReplicas: ready,
    });
  },
};

function scale(replicaSet: ReplicaSet, reconciliation: Reconciliation): void {
  const { store } = reconciliation;
  const { replicas, template } = replicaSet.spec;
  const { name, namespace } = replicaSet.metadata;
  const pods = reconciliation.listOwned(PODS, podSchema, replicaSet);
  for (let count = pods.length; count < replicas; count += 1) {
    store.create(PODS, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...template.metadata,
        generateName: `${name}-`,
        namespace,
        ownerReferences: [ownerReference(replicaSet)],
      },
      spec: template.spec,
    });
  }
  // Pods that are not ready serve nobody: they go first.
  pods.sort((a, b) => Number(isReady(b)) - Number(isReady(a)));
  for (const { metadata } of pods.slice(replicas)) {
    store.delete({ ...PODS, namespace, name: metadata.name });
  }
}
