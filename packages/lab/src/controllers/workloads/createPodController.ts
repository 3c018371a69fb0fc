import type { Controller } from '../framework/Controller';
import { PODS } from '../framework/resources';
import { fromTimestamp, toTimestamp } from '../framework/time';
import { isReady, podSchema } from './schemas';

const PULL_RETRY_MILLIS = 2_000;
/** Pods with this label start, and never become ready. */
const NEVER_READY_LABEL = 'lab/never-ready';

interface PodControllerOptions {
  imageExists: (image: string) => boolean;
  podReadyMillis: number;
}

/** Scheduler and kubelet: pods become ready, but nothing runs in them. */
export function createPodController({
  imageExists,
  podReadyMillis,
}: PodControllerOptions): Controller {
  const problemOf = (image: string) =>
    imageExists(image)
      ? { reason: 'ContainerCreating' }
      : {
          reason: 'ImagePullBackOff',
          message: `Back-off pulling image "${image}": ErrImagePull: failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`,
        };
  return {
    type: PODS,
    kind: 'Pod',
    reconcile(object, reconciliation) {
      const { now } = reconciliation;
      const pod = podSchema.parse(object);
      if (isReady(pod)) {
        return;
      }
      const { containers } = pod.spec;
      const startedAt = toTimestamp(now);
      const { startTime = startedAt } = pod.status;
      const readyMillis = fromTimestamp(startTime) + podReadyMillis;
      const isPulled = containers.every(({ image }) => imageExists(image));
      const staysUnready = NEVER_READY_LABEL in pod.metadata.labels;
      const isRunning = isPulled && !staysUnready && readyMillis <= now;
      if (!isRunning && !staysUnready) {
        const next = isPulled ? readyMillis : now + PULL_RETRY_MILLIS;
        reconciliation.lookAgainAt(next);
      }
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
            : { waiting: problemOf(image) },
        })),
      });
    },
  };
}
