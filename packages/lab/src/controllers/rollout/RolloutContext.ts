import { copyJson } from '../../kubernetes/copyJson';
import { generate } from 'json-merge-patch';
import type { DraftObject } from '../../kubernetes/ResourceStore';
import type { RecordedEvent } from '../framework/EventRecorder';
import type {
  Pod,
  PodTemplate,
  ReplicaSet,
  Service,
} from '../workloads/schemas';
import { PauseChanges } from './PauseChanges';
import {
  findByHash,
  findByTemplate,
  revisionOf,
  scaleDownDelayLeft,
} from './replicaSets';
import type { BlueGreenStrategy, Rollout } from './schema';
import { HASH_LABEL } from './schema';
import type { ReplicaSetChange, RolloutDecision, RolloutWrite } from './writes';

/** All that a reconciliation looks at. */
export interface RolloutSnapshot {
  rollout: Rollout;
  /** The status as it is stored, to tell what a patch has to change. */
  storedStatus: Record<string, unknown>;
  /** What the Rollout owns. */
  replicaSets: ReplicaSet[];
  /** All of the namespace. */
  services: Service[];
  /** Those of the ReplicaSets. */
  pods: Pod[];
  now: number;
}

interface BlueGreenSpec {
  template: PodTemplate;
  selector: NonNullable<Rollout['spec']['selector']>;
  blueGreen: BlueGreenStrategy;
}

/**
 * One reconciliation under way: its own copy of the world, changed as it
 * decides, and the list of what it decided.
 */
export class RolloutContext {
  readonly pause: PauseChanges;
  readonly replicas: number;
  readonly newReplicaSet: ReplicaSet | undefined;
  readonly stableReplicaSet: ReplicaSet | undefined;
  /** Neither new nor stable. */
  readonly otherReplicaSets: ReplicaSet[];
  /** Asked at the start: the deadline is taken away on the way back. */
  readonly isNewWithinScaleDownDelay: boolean;
  /** No pod is older than `spec.restartAt` any more. */
  hasRestarted = false;
  private readonly writes: RolloutWrite[] = [];
  private requeueAfterMillis: number | undefined;

  private constructor(
    readonly rollout: Rollout,
    private readonly storedStatus: Record<string, unknown>,
    readonly replicaSets: ReplicaSet[],
    private readonly services: Service[],
    readonly pods: Pod[],
    readonly now: number,
    readonly spec: BlueGreenSpec,
  ) {
    this.pause = new PauseChanges(rollout.status);
    this.replicas = rollout.spec.replicas ?? 1;
    this.newReplicaSet = findByTemplate(replicaSets, spec.template);
    this.stableReplicaSet = findByHash(replicaSets, rollout.status.stableRS);
    this.otherReplicaSets = replicaSets.filter(
      replicaSet =>
        replicaSet !== this.newReplicaSet &&
        replicaSet !== this.stableReplicaSet,
    );
    this.isNewWithinScaleDownDelay =
      this.newReplicaSet !== undefined &&
      scaleDownDelayLeft(this.newReplicaSet, now) !== undefined;
  }

  static create(
    snapshot: RolloutSnapshot,
    spec: BlueGreenSpec,
  ): RolloutContext {
    return new RolloutContext(
      snapshot.rollout,
      snapshot.storedStatus,
      copyJson(snapshot.replicaSets),
      copyJson(snapshot.services),
      snapshot.pods,
      snapshot.now,
      spec,
    );
  }

  get decision(): RolloutDecision {
    return {
      writes: this.writes,
      requeueAfterMillis: this.requeueAfterMillis,
    };
  }

  /** The highest revision among the other ReplicaSets, and one more. */
  nextRevision(): number {
    const revisions = this.replicaSets
      .filter(replicaSet => replicaSet !== this.newReplicaSet)
      .map(revisionOf);
    return Math.max(0, ...revisions) + 1;
  }

  requeueAfter(millis: number): void {
    this.requeueAfterMillis = Math.min(
      this.requeueAfterMillis ?? Infinity,
      millis,
    );
  }

  record(
    reason: string,
    message: string,
    type: RecordedEvent['type'] = 'Normal',
  ): void {
    this.writes.push({
      write: 'recordEvent',
      event: { type, reason, message },
    });
  }

  createReplicaSet(replicaSet: DraftObject): void {
    this.writes.push({ write: 'createReplicaSet', replicaSet });
  }

  changeReplicaSet(replicaSet: ReplicaSet, change: ReplicaSetChange): void {
    const { name, annotations } = replicaSet.metadata;
    replicaSet.spec.replicas = change.replicas ?? replicaSet.spec.replicas;
    for (const [key, value] of Object.entries(change.annotations ?? {})) {
      if (value === undefined) {
        delete annotations[key];
      } else {
        annotations[key] = value;
      }
    }
    this.writes.push({ write: 'changeReplicaSet', name, ...change });
  }

  deleteReplicaSet(replicaSet: ReplicaSet): void {
    const { name } = replicaSet.metadata;
    this.writes.push({ write: 'deleteReplicaSet', name });
  }

  deletePod(pod: Pod): void {
    this.writes.push({ write: 'deletePod', name: pod.metadata.name });
  }

  setRevision(revision: string): void {
    this.writes.push({ write: 'setRevision', revision });
    this.record('RolloutUpdated', `Rollout updated to revision ${revision}`);
  }

  setReplicas(replicas: number): void {
    this.writes.push({ write: 'setReplicas', replicas });
  }

  /** What the Service selects now; '' when no hash or no such Service. */
  selectorOf(serviceName: string | undefined): string {
    const service = this.services.find(
      ({ metadata }) => metadata.name === serviceName,
    );
    return service?.spec.selector[HASH_LABEL] ?? '';
  }

  switchService(serviceName: string, hash: string): void {
    const from = this.selectorOf(serviceName);
    if (from === hash) {
      return;
    }
    for (const service of this.services) {
      if (service.metadata.name === serviceName) {
        service.spec.selector[HASH_LABEL] = hash;
      }
    }
    this.writes.push({ write: 'switchService', name: serviceName, hash });
    this.record(
      'SwitchService',
      `Switched selector for service '${serviceName}' from '${from}' to '${hash}'`,
    );
  }

  /** Writes only what differs: what somebody else just wrote stays. */
  patchStatus(status: Record<string, unknown>): boolean {
    const patch = generate<Record<string, unknown>>(this.storedStatus, status);
    if (patch === undefined) {
      return false;
    }
    this.writes.push({ write: 'patchStatus', patch });
    return true;
  }
}
