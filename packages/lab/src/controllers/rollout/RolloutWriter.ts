import { copyJson } from '../../kubernetes/copyJson';
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

  carryOut(
    rollout: Rollout,
    write: RolloutWrite,
    { lost }: { lost: boolean },
  ): void {
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
      case 'setReplicas':
        store.modify(
          { ...ROLLOUTS, namespace, name },
          current => changeRollout(current, write),
          { lost },
        );
        break;
      case 'patchStatus':
        store.modify(
          { ...ROLLOUTS, namespace, name },
          current => changeRollout(current, write),
          { lost, subresource: 'status' },
        );
        break;
      case 'recordEvent':
        this.events.record(rollout, write.event);
        break;
      default:
        throw new Error(`Unknown write: ${JSON.stringify(write)}`);
    }
  }
}

/** The Rollout as it is after this write; the same for all other writes. */
export function changeRollout(
  rollout: KubernetesObject,
  write: RolloutWrite,
): KubernetesObject {
  const { metadata, spec, status } = rollout;
  switch (write.write) {
    case 'setRevision': {
      const annotations = {
        ...metadata.annotations,
        [REVISION]: write.revision,
      };
      return { ...rollout, metadata: { ...metadata, annotations } };
    }
    case 'setReplicas':
      return {
        ...rollout,
        spec: { ...asRecord(spec), replicas: write.replicas },
      };
    case 'patchStatus':
      return {
        ...rollout,
        status: apply<Record<string, unknown>>(
          copyJson(asRecord(status)),
          write.patch,
        ),
      };
    default:
      return rollout;
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
