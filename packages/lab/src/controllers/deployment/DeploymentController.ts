import type { ResourceStore, StoreEvent } from '../../kubernetes/ResourceStore';
import type { Clock } from '../framework/Clock';
import type { Controller, ReconcileResult } from '../framework/Controller';
import {
  asRecord,
  controllerOf,
  DEPLOYMENTS,
  isType,
  keyOf,
  ownerReference,
  REPLICA_SETS,
  splitKey,
} from '../framework/resources';
import {
  computeTemplateHash,
  withDefaults,
  withLabel,
} from '../workloads/podTemplate';
import { replicaSetSchema } from '../workloads/schemas';
import type { ReplicaSet } from '../workloads/schemas';
import { deploymentStatus, millisUntilDeadline } from './deploymentStatus';
import { limits, planSizes } from './planSizes';
import {
  deploymentSchema,
  DESIRED_REPLICAS,
  HASH_LABEL,
  MAX_REPLICAS,
  REVISION,
} from './schema';
import type { Deployment } from './schema';

/** Moves the pods of a Deployment from one template to the next. */
export class DeploymentController implements Controller {
  readonly name = 'deployments';
  readonly watches = [DEPLOYMENTS];

  private constructor(
    private readonly store: ResourceStore,
    private readonly clock: Clock,
  ) {}

  static create(options: {
    store: ResourceStore;
    clock: Clock;
  }): DeploymentController {
    return new DeploymentController(options.store, options.clock);
  }

  keysFor({ resource, object }: StoreEvent): string[] {
    if (isType(resource, DEPLOYMENTS)) {
      return [keyOf(object)];
    }
    const owner = isType(resource, REPLICA_SETS)
      ? controllerOf(object.metadata, 'Deployment')
      : undefined;
    return owner ? [`${object.metadata.namespace}/${owner.name}`] : [];
  }

  reconcile(key: string): ReconcileResult {
    const objectKey = { ...DEPLOYMENTS, ...splitKey(key) };
    const stored = this.store.get(objectKey);
    if (!stored || stored.metadata.deletionTimestamp) {
      return {};
    }
    const deployment = deploymentSchema.parse(stored);
    const hash = computeTemplateHash(deployment.spec.template, HASH_LABEL);
    const newReplicaSet = this.ensureReplicaSet(deployment, hash);
    const old = this.replicaSetsOf(deployment).filter(
      ({ metadata }) => metadata.uid !== newReplicaSet.metadata.uid,
    );
    if (!deployment.spec.paused) {
      this.scale(deployment, newReplicaSet, old);
      this.deleteBeyondHistoryLimit(deployment, old);
    }
    const now = this.clock.now();
    const replicaSets = [newReplicaSet, ...old];
    const status = deploymentStatus(
      deployment,
      newReplicaSet,
      replicaSets,
      now,
    );
    this.store.modify(objectKey, current => ({ ...current, status }), {
      subresource: 'status',
    });
    return { requeueAfterMillis: millisUntilDeadline(deployment, now) };
  }

  private ensureReplicaSet(deployment: Deployment, hash: string): ReplicaSet {
    const owned = this.replicaSetsOf(deployment);
    const existing = owned.find(
      ({ metadata }) => metadata.labels[HASH_LABEL] === hash,
    );
    const others = owned.filter(replicaSet => replicaSet !== existing);
    const revision = Math.max(0, ...others.map(revisionOf)) + 1;
    if (existing && revisionOf(existing) >= revision) {
      this.setRevision(deployment, revisionOf(existing));
      return existing;
    }
    this.setRevision(deployment, revision);
    return existing
      ? this.renumber(existing, revision)
      : this.createReplicaSet(deployment, hash, revision);
  }

  private createReplicaSet(
    deployment: Deployment,
    hash: string,
    revision: number,
  ): ReplicaSet {
    const { metadata, spec } = deployment;
    const template = withLabel(withDefaults(spec.template), HASH_LABEL, hash);
    return replicaSetSchema.parse(
      this.store.create(REPLICA_SETS, {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: {
          name: `${metadata.name}-${hash}`,
          namespace: metadata.namespace,
          labels: template.metadata.labels,
          annotations: {
            [REVISION]: String(revision),
            ...sizeAnnotations(deployment),
          },
          ownerReferences: [ownerReference(deployment)],
        },
        spec: {
          replicas: 0,
          selector: {
            ...spec.selector,
            matchLabels: { ...spec.selector.matchLabels, [HASH_LABEL]: hash },
          },
          template,
          ...(spec.minReadySeconds && {
            minReadySeconds: spec.minReadySeconds,
          }),
        },
      }),
    );
  }

  private renumber(replicaSet: ReplicaSet, revision: number): ReplicaSet {
    return this.changeReplicaSet(replicaSet, {
      [REVISION]: String(revision),
    });
  }

  private setRevision({ metadata }: Deployment, revision: number): void {
    const { namespace, name } = metadata;
    this.store.modify({ ...DEPLOYMENTS, namespace, name }, current => ({
      ...current,
      metadata: {
        ...current.metadata,
        annotations: {
          ...current.metadata.annotations,
          [REVISION]: String(revision),
        },
      },
    }));
  }

  private scale(
    deployment: Deployment,
    newReplicaSet: ReplicaSet,
    old: ReplicaSet[],
  ): void {
    const sizes = planSizes(deployment, newReplicaSet, old);
    for (const replicaSet of [newReplicaSet, ...old]) {
      const size = sizes.get(replicaSet.metadata.name);
      if (size !== undefined && size !== replicaSet.spec.replicas) {
        this.changeReplicaSet(replicaSet, sizeAnnotations(deployment), size);
      }
    }
  }

  private changeReplicaSet(
    { metadata: { namespace, name } }: ReplicaSet,
    annotations: Record<string, string>,
    replicas?: number,
  ): ReplicaSet {
    return replicaSetSchema.parse(
      this.store.modify({ ...REPLICA_SETS, namespace, name }, current => ({
        ...current,
        metadata: {
          ...current.metadata,
          annotations: { ...current.metadata.annotations, ...annotations },
        },
        spec: {
          ...asRecord(current.spec),
          ...(replicas !== undefined && { replicas }),
        },
      })),
    );
  }

  private deleteBeyondHistoryLimit(
    { spec }: Deployment,
    old: ReplicaSet[],
  ): void {
    const excess = old.length - spec.revisionHistoryLimit;
    const oldestFirst = [...old].sort((a, b) => revisionOf(a) - revisionOf(b));
    for (const replicaSet of oldestFirst.slice(0, Math.max(excess, 0))) {
      const { namespace, name } = replicaSet.metadata;
      if (replicaSet.spec.replicas === 0 && replicaSet.status.replicas === 0) {
        this.store.delete({ ...REPLICA_SETS, namespace, name });
      }
    }
  }

  private replicaSetsOf({ metadata }: Deployment): ReplicaSet[] {
    return this.store
      .list(REPLICA_SETS, { namespace: metadata.namespace })
      .filter(
        replicaSet =>
          controllerOf(replicaSet.metadata, 'Deployment')?.uid === metadata.uid,
      )
      .map(replicaSet => replicaSetSchema.parse(replicaSet));
  }
}

function revisionOf({ metadata }: ReplicaSet): number {
  return Number(metadata.annotations[REVISION] ?? 0);
}

function sizeAnnotations(deployment: Deployment): Record<string, string> {
  const { replicas } = deployment.spec;
  return {
    [DESIRED_REPLICAS]: String(replicas),
    [MAX_REPLICAS]: String(replicas + limits(deployment).surge),
  };
}
