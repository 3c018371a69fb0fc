import { apply } from 'json-merge-patch';
import type {
  KubernetesObject,
  ResourceStore,
} from '../../kubernetes/ResourceStore';
import type { EventRecorder } from '../framework/EventRecorder';
import {
  asRecord,
  PODS,
  REPLICA_SETS,
  ROLLOUTS,
  SERVICES,
} from '../framework/resources';
import type { Rollout } from './schema';
import { HASH_LABEL, MANAGED_BY, REVISION } from './schema';
import type { RolloutWrite } from './writes';

/** Stores what a reconciliation decided. */
export class RolloutWriter {
  private constructor(
    private readonly store: ResourceStore,
    private readonly events: EventRecorder,
  ) {}

  static create(options: {
    store: ResourceStore;
    events: EventRecorder;
  }): RolloutWriter {
    return new RolloutWriter(options.store, options.events);
  }

  carryOut(rollout: Rollout, write: RolloutWrite): void {
    const { store } = this;
    const { namespace, name } = rollout.metadata;
    switch (write.write) {
      case 'createReplicaSet':
        store.create(REPLICA_SETS, write.replicaSet);
        break;
      case 'changeReplicaSet':
        store.modify(
          { ...REPLICA_SETS, namespace, name: write.name },
          replicaSet => changeReplicaSet(replicaSet, write),
        );
        break;
      case 'deleteReplicaSet':
        store.delete({ ...REPLICA_SETS, namespace, name: write.name });
        break;
      case 'deletePod':
        store.delete({ ...PODS, namespace, name: write.name });
        break;
      case 'switchService':
        store.modify({ ...SERVICES, namespace, name: write.name }, service =>
          switchService(service, name, write.hash),
        );
        break;
      case 'setRevision':
        this.changeRollout(rollout, current => ({
          ...current,
          metadata: {
            ...current.metadata,
            annotations: {
              ...current.metadata.annotations,
              [REVISION]: write.revision,
            },
          },
        }));
        break;
      case 'setReplicas':
        this.changeRollout(rollout, current => ({
          ...current,
          spec: { ...asRecord(current.spec), replicas: write.replicas },
        }));
        break;
      case 'patchStatus':
        this.changeRollout(
          rollout,
          current => ({
            ...current,
            status: apply<Record<string, unknown>>(
              asRecord(current.status),
              write.patch,
            ),
          }),
          { subresource: 'status' },
        );
        break;
      case 'recordEvent':
        this.events.record(rollout, write.event);
        break;
      default:
        throw new Error(`Unknown write: ${JSON.stringify(write)}`);
    }
  }

  private changeRollout(
    { metadata: { namespace, name } }: Rollout,
    change: (rollout: KubernetesObject) => KubernetesObject,
    options?: { subresource: 'status' },
  ): void {
    this.store.modify({ ...ROLLOUTS, namespace, name }, change, options);
  }
}

function changeReplicaSet(
  replicaSet: KubernetesObject,
  change: Extract<RolloutWrite, { write: 'changeReplicaSet' }>,
): KubernetesObject {
  const annotations = { ...replicaSet.metadata.annotations };
  for (const [name, value] of Object.entries(change.annotations ?? {})) {
    if (value === undefined) {
      delete annotations[name];
    } else {
      annotations[name] = value;
    }
  }
  const { replicas, minReadySeconds } = change;
  return {
    ...replicaSet,
    metadata: { ...replicaSet.metadata, annotations },
    spec: {
      ...asRecord(replicaSet.spec),
      ...(replicas === undefined ? {} : { replicas }),
      ...(minReadySeconds === undefined ? {} : { minReadySeconds }),
    },
  };
}

function switchService(
  service: KubernetesObject,
  rolloutName: string,
  hash: string,
): KubernetesObject {
  const spec = asRecord(service.spec);
  return {
    ...service,
    metadata: {
      ...service.metadata,
      annotations: {
        ...service.metadata.annotations,
        [MANAGED_BY]: rolloutName,
      },
    },
    spec: {
      ...spec,
      selector: { ...asRecord(spec.selector), [HASH_LABEL]: hash },
    },
  };
}
