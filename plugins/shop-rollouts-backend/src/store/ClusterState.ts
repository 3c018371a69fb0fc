import {
  DeploymentObject,
  RolloutObject,
} from '@shop-portal/plugin-shop-rollouts-common';
import { compactCopy } from './compactCopy';
import { DeletedRollouts } from './DeletedRollouts';
import { ClusterKind, ClusterObjects, RolloutEntry } from './DeliveryStore';
import { ObjectIndex } from './ObjectIndex';

type ClusterIndexes = {
  [TKind in ClusterKind]: ObjectIndex<ClusterObjects[TKind]>;
};

/** A Rollout or Deployment that looks different than before. */
export type ChangedObject =
  | { kind: 'rollout'; object: RolloutObject }
  | { kind: 'deployment'; object: DeploymentObject };

/**
 * The watched objects of one cluster. Every change answers what looks
 * different because of it.
 */
export class ClusterState {
  private readonly indexes: ClusterIndexes = {
    rollouts: new ObjectIndex(),
    replicaSets: new ObjectIndex(),
    pods: new ObjectIndex(),
    services: new ObjectIndex(),
    deployments: new ObjectIndex(),
  };
  private readonly deleted = new DeletedRollouts();

  controllerVersion: string | undefined;

  constructor(readonly cluster: string) {}

  rollouts(): RolloutObject[] {
    return this.indexes.rollouts.values();
  }

  /** Those that were deleted, as they were, and have no successor. */
  deletedRollouts(): RolloutObject[] {
    return this.deleted
      .list()
      .filter(
        ({ metadata: { namespace, name } }) => !this.find(namespace, name),
      );
  }

  deployments(): DeploymentObject[] {
    return this.indexes.deployments.values();
  }

  find(namespace: string, name: string): RolloutObject | undefined {
    return this.indexes.rollouts.find(namespace, name);
  }

  toEntry(rollout: RolloutObject): RolloutEntry {
    const { namespace, name, uid } = rollout.metadata;
    const replicaSets = this.indexes.replicaSets.ownedBy(uid);
    return {
      target: { kind: 'rollout', cluster: this.cluster, namespace, name },
      rollout,
      replicaSets,
      pods: replicaSets.flatMap(replicaSet =>
        this.indexes.pods.ownedBy(replicaSet.metadata.uid),
      ),
      services: serviceNames(rollout).flatMap(
        service => this.indexes.services.find(namespace, service) ?? [],
      ),
    };
  }

  replace<TKind extends ClusterKind>(
    kind: TKind,
    objects: ClusterObjects[TKind][],
  ): ChangedObject[] {
    const kept = new Set(objects.map(object => object.metadata.uid));
    const gone = this.indexes[kind]
      .values()
      .filter(object => !kept.has(object.metadata.uid));
    return [
      ...gone.flatMap(object => this.remove(kind, object.metadata.uid)),
      ...objects.flatMap(object => this.upsert(kind, object)),
    ];
  }

  upsert<TKind extends ClusterKind>(
    kind: TKind,
    object: ClusterObjects[TKind],
  ): ChangedObject[] {
    const index: ObjectIndex<ClusterObjects[TKind]> = this.indexes[kind];
    const before = index.get(object.metadata.uid);
    const version = object.metadata.resourceVersion;
    if (version !== undefined && before?.metadata.resourceVersion === version) {
      return [];
    }
    index.upsert(compactCopy(object));
    return this.affectedBy(kind, object);
  }

  remove(kind: ClusterKind, uid: string): ChangedObject[] {
    const object = this.indexes[kind].get(uid);
    if (!object) {
      return [];
    }
    const affected = this.affectedBy(kind, object);
    for (const change of affected) {
      if (kind === 'rollouts' && change.kind === 'rollout') {
        this.deleted.add(change.object);
      }
    }
    this.indexes[kind].remove(uid);
    return affected;
  }

  private affectedBy(
    kind: ClusterKind,
    object: ClusterObjects[ClusterKind],
  ): ChangedObject[] {
    const { uid } = object.metadata;
    if (kind === 'deployments') {
      const deployment = this.indexes.deployments.get(uid);
      return deployment ? [{ kind: 'deployment', object: deployment }] : [];
    }
    return this.affectedRollouts(kind, object).map(rollout => ({
      kind: 'rollout',
      object: rollout,
    }));
  }

  private affectedRollouts(
    kind: ClusterKind,
    object: ClusterObjects[ClusterKind],
  ): RolloutObject[] {
    const { namespace, name, uid, ownerReferences = [] } = object.metadata;
    const owners = ownerReferences.map(owner => owner.uid);
    switch (kind) {
      case 'rollouts':
        return this.rolloutsByUid([uid]);
      case 'replicaSets':
        return this.rolloutsByUid(owners);
      case 'pods':
        return owners.flatMap(owner => {
          const replicaSet = this.indexes.replicaSets.get(owner);
          const rollouts = replicaSet?.metadata.ownerReferences ?? [];
          return this.rolloutsByUid(rollouts.map(rollout => rollout.uid));
        });
      default:
        return this.rollouts().filter(
          rollout =>
            rollout.metadata.namespace === namespace &&
            serviceNames(rollout).includes(name),
        );
    }
  }

  private rolloutsByUid(uids: string[]): RolloutObject[] {
    return uids.flatMap(uid => this.indexes.rollouts.get(uid) ?? []);
  }
}

function serviceNames(rollout: RolloutObject): string[] {
  const { activeService, previewService } =
    rollout.spec.strategy?.blueGreen ?? {};
  return [activeService, previewService].flatMap(name => name ?? []);
}
