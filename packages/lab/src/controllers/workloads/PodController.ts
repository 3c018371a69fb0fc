import type { KubernetesObject } from '../../kubernetes';
import type { Controller } from '../framework/Controller';
import type { Reconciliation } from '../framework/Reconciliation';
import { PODS } from '../framework/resources';
import { fromTimestamp, toTimestamp } from '../framework/time';
import { isReady, podSchema } from './schemas';

const PULL_RETRY_MILLIS = 2_000;

interface PodControllerOptions {
  imageExists: (image: string) => boolean;
  podReadyMillis: number;
}

/** Scheduler and kubelet: pods become ready, but nothing runs in them. */
export class PodController implements Controller {
  readonly type = PODS;
  readonly kind = 'Pod';

  private constructor(private readonly options: PodControllerOptions) {}

  static create(options: PodControllerOptions): PodController {
    return new PodController(options);
  }

  reconcile(object: KubernetesObject, reconciliation: Reconciliation): void {
    const pod = podSchema.parse(object);
    if (isReady(pod)) {
      return;
    }
    const { now } = reconciliation;
    const { imageExists, podReadyMillis } = this.options;
    const { containers } = pod.spec;
    const startTime = pod.status.startTime ?? toTimestamp(now);
    const readyMillis = fromTimestamp(startTime) + podReadyMillis;
    const isPulled = containers.every(({ image }) => imageExists(image));
    const isRunning = isPulled && readyMillis <= now;
    if (!isRunning) {
      const next = isPulled ? readyMillis : now + PULL_RETRY_MILLIS;
      reconciliation.lookAgainAt(next);
    }
    const startedAt = toTimestamp(now);
    reconciliation.writeStatus(PODS, pod, {
      phase: isRunning ? 'Running' : 'Pending',
      startTime,
      conditions: [
        {
          type: 'Ready',
          status: isRunning ? 'True' : 'False',
          lastTransitionTime: isRunning ? startedAt : startTime,
        },
      ],
      containerStatuses: containers.map(({ name, image }) => ({
        name,
        image,
        ready: isRunning,
        started: isRunning,
        restartCount: 0,
        state: isRunning
          ? { running: { startedAt } }
          : { waiting: this.problemOf(image) },
      })),
    });
  }

  private problemOf(image: string) {
    return this.options.imageExists(image)
      ? { reason: 'ContainerCreating' }
      : {
          reason: 'ImagePullBackOff',
          message: `Back-off pulling image "${image}": ErrImagePull: failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`,
        };
  }
}
