import type { DraftObject } from '../../kubernetes/ResourceStore';
import type { RecordedEvent } from '../framework/EventRecorder';

/** Something a reconciliation wants done, in the order it was decided. */
export type RolloutWrite =
  | { write: 'createReplicaSet'; replicaSet: DraftObject }
  | ({ write: 'changeReplicaSet'; name: string } & ReplicaSetChange)
  | { write: 'deleteReplicaSet'; name: string }
  | { write: 'switchService'; name: string; hash: string }
  | { write: 'setRevision'; revision: string }
  | { write: 'setReplicas'; replicas: number }
  | { write: 'patchStatus'; patch: Record<string, unknown> }
  | { write: 'deletePod'; name: string }
  | { write: 'recordEvent'; event: RecordedEvent };

export interface ReplicaSetChange {
  replicas?: number;
  minReadySeconds?: number;
  /** undefined takes the annotation away. */
  annotations?: Record<string, string | undefined>;
}

export interface RolloutDecision {
  writes: RolloutWrite[];
  requeueAfterMillis?: number;
}
