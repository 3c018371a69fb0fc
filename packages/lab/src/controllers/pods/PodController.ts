import type {
  KubernetesObject,
  ResourceStore,
  StoreEvent,
} from '../../kubernetes/ResourceStore';
import type { Clock } from '../framework/Clock';
import type { Controller, ReconcileResult } from '../framework/Controller';
import { EventRecorder } from '../framework/EventRecorder';
import {
  asRecord,
  isType,
  keyOf,
  PODS,
  splitKey,
} from '../framework/resources';
import { isReady, podSchema } from '../workloads/schemas';
import type { Pod } from '../workloads/schemas';
import { crashed, NODE_NAME, podStatus, running, waiting } from './podStatus';
import type { ContainerStatus } from './podStatus';

/** Set to `CrashLoopBackOff`, it makes the pod's containers fail. */
export const FAIL_ANNOTATION = 'lab.shop.example/fail';

const PULL_RETRY_MILLIS = 2_000;
const FIRST_BACK_OFF_SECONDS = 10;
const LONGEST_BACK_OFF_SECONDS = 300;

interface PodProgress {
  createdMillis: number;
  /** When the image is looked for again; 0 before the first time. */
  nextPullMillis: number;
  /** When a crashed container is started again. */
  nextStartMillis: number;
}

interface Options {
  store: ResourceStore;
  clock: Clock;
  imageExists: (image: string) => boolean;
  podReadyMillis: number;
}

/** Scheduler and kubelet: every pod runs on the one node, none really does. */
export class PodController implements Controller {
  readonly name = 'pods';
  readonly watches = [PODS];
  private readonly progress = new Map<string, PodProgress>();

  private constructor(
    private readonly options: Options,
    private readonly events: EventRecorder,
  ) {}

  static create(options: Options): PodController {
    const { store, clock } = options;
    return new PodController(
      options,
      EventRecorder.create({ store, clock, component: 'kubelet' }),
    );
  }

  keysFor({ type, resource, object }: StoreEvent): string[] {
    if (!isType(resource, PODS)) {
      return [];
    }
    if (type === 'DELETED') {
      this.progress.delete(object.metadata.uid);
    }
    return [keyOf(object)];
  }

  reconcile(key: string): ReconcileResult {
    const { store, clock } = this.options;
    const podKey = { ...PODS, ...splitKey(key) };
    const stored = store.get(podKey);
    if (!stored || stored.metadata.deletionTimestamp) {
      return {};
    }
    store.modify(podKey, schedule);
    const pod = podSchema.parse(stored);
    const now = clock.now();
    const progress = this.progress.get(pod.metadata.uid) ?? {
      createdMillis: now,
      nextPullMillis: 0,
      nextStartMillis: 0,
    };
    this.progress.set(pod.metadata.uid, progress);
    if (this.isPulled(pod)) {
      return this.run(pod, progress, now);
    }
    return this.retryPull(pod, progress, now);
  }

  private isPulled(pod: Pod): boolean {
    return (
      pod.status.phase === 'Running' ||
      pod.spec.containers.every(({ image }) => this.options.imageExists(image))
    );
  }

  private run(pod: Pod, progress: PodProgress, now: number): ReconcileResult {
    const { podReadyMillis } = this.options;
    const left = progress.createdMillis + podReadyMillis - now;
    if (pod.status.phase !== 'Running' && left > 0) {
      this.write(pod, now, () => waiting('ContainerCreating'));
      return { requeueAfterMillis: left };
    }
    if (pod.metadata.annotations[FAIL_ANNOTATION] === 'CrashLoopBackOff') {
      return this.crash(pod, progress, now);
    }
    if (!isReady(pod)) {
      const restartCount = restartsOf(pod);
      this.write(pod, now, ({ image }) => running(image, restartCount, now));
    }
    return {};
  }

  private crash(pod: Pod, progress: PodProgress, now: number): ReconcileResult {
    if (now < progress.nextStartMillis) {
      return { requeueAfterMillis: progress.nextStartMillis - now };
    }
    const restartCount = restartsOf(pod) + 1;
    const backOffSeconds = Math.min(
      FIRST_BACK_OFF_SECONDS * 2 ** (restartCount - 1),
      LONGEST_BACK_OFF_SECONDS,
    );
    this.write(pod, now, container =>
      crashed(pod, container, { restartCount, backOffSeconds, now }),
    );
    progress.nextStartMillis = now + backOffSeconds * 1_000;
    return { requeueAfterMillis: backOffSeconds * 1_000 };
  }

  private retryPull(
    pod: Pod,
    progress: PodProgress,
    now: number,
  ): ReconcileResult {
    if (now < progress.nextPullMillis) {
      return { requeueAfterMillis: progress.nextPullMillis - now };
    }
    const isFirst = progress.nextPullMillis === 0;
    progress.nextPullMillis = now + PULL_RETRY_MILLIS;
    this.write(pod, now, ({ image }) => {
      if (this.options.imageExists(image)) {
        return waiting('ContainerCreating');
      }
      const problem = pullProblem(image);
      return isFirst
        ? waiting('ErrImagePull', problem)
        : waiting(
            'ImagePullBackOff',
            `Back-off pulling image "${image}": ErrImagePull: ${problem}`,
          );
    });
    if (isFirst) {
      this.recordFailedPull(pod);
    }
    return { requeueAfterMillis: PULL_RETRY_MILLIS };
  }

  private recordFailedPull(pod: Pod): void {
    for (const { image } of pod.spec.containers) {
      if (!this.options.imageExists(image)) {
        this.events.record(pod, {
          type: 'Warning',
          reason: 'Failed',
          message: `Failed to pull image "${image}": ${pullProblem(image)}`,
        });
      }
    }
  }

  private write(
    pod: Pod,
    now: number,
    describe: (container: { name: string; image: string }) => ContainerStatus,
  ): void {
    const { name, namespace } = pod.metadata;
    const status = podStatus(pod, describe, now);
    this.options.store.modify(
      { ...PODS, namespace, name },
      current => ({ ...current, status }),
      { subresource: 'status' },
    );
  }
}

function schedule(pod: KubernetesObject): KubernetesObject | undefined {
  const spec = asRecord(pod.spec);
  return spec.nodeName
    ? undefined
    : { ...pod, spec: { ...spec, nodeName: NODE_NAME } };
}

function restartsOf(pod: Pod): number {
  return pod.status.containerStatuses[0]?.restartCount ?? 0;
}

function pullProblem(image: string): string {
  return `failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
}
