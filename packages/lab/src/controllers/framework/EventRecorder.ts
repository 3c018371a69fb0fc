import type {
  KubernetesObject,
  ResourceStore,
} from '../../kubernetes/ResourceStore';
import type { Clock } from './Clock';
import { EVENTS } from './resources';
import { toTimestamp } from './time';

type InvolvedObject = Pick<KubernetesObject, 'apiVersion' | 'kind'> & {
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    resourceVersion: string;
  };
};

export interface RecordedEvent {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
}

/** Writes the Events that `kubectl describe` shows. */
export class EventRecorder {
  private sequence = 0;

  private constructor(
    private readonly store: ResourceStore,
    private readonly clock: Clock,
    private readonly component: string,
  ) {}

  static create(options: {
    store: ResourceStore;
    clock: Clock;
    component: string;
  }): EventRecorder {
    return new EventRecorder(options.store, options.clock, options.component);
  }

  record(object: InvolvedObject, event: RecordedEvent): void {
    const { name, namespace, uid, resourceVersion } = object.metadata;
    const timestamp = toTimestamp(this.clock.now());
    this.store.create(EVENTS, {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name}.${this.nextSuffix()}`, namespace },
      involvedObject: {
        apiVersion: object.apiVersion,
        kind: object.kind,
        name,
        namespace,
        resourceVersion,
        uid,
      },
      type: event.type,
      reason: event.reason,
      message: event.message,
      count: 1,
      firstTimestamp: timestamp,
      lastTimestamp: timestamp,
      reportingComponent: this.component,
      reportingInstance: '',
      source: { component: this.component },
    });
  }

  private nextSuffix(): string {
    // As upstream: the time in nanoseconds, made unique within a millisecond.
    this.sequence = (this.sequence + 1) % 1_000_000;
    const nanos =
      BigInt(this.clock.now()) * BigInt(1_000_000) + BigInt(this.sequence);
    return nanos.toString(16);
  }
}
