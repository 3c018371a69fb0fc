import { createHash } from 'crypto';
import { toTimestamp } from '../framework/time';
import type { Pod } from '../workloads/schemas';

export const NODE_NAME = 'lab-node';
const NODE_ADDRESS = '127.0.0.1';

type Container = Pod['spec']['containers'][number];

/** What one container does, in the words of the kubelet. */
export interface ContainerStatus {
  ready: boolean;
  started: boolean;
  restartCount: number;
  imageID: string;
  state: Record<string, unknown>;
  lastState: Record<string, unknown>;
}

/** The status that the kubelet would write for containers in these states. */
export function podStatus(
  pod: Pod,
  describe: (container: Container) => ContainerStatus,
  now: number,
): Record<string, unknown> {
  const containerStatuses = pod.spec.containers.map(container => ({
    name: container.name,
    image: container.image,
    ...describe(container),
  }));
  const unready = containerStatuses
    .filter(({ ready }) => !ready)
    .map(({ name }) => name);
  const address = podAddress(pod.metadata.uid);
  const isPending = containerStatuses.some(
    ({ state, restartCount }) => state.waiting && restartCount === 0,
  );
  return {
    phase: isPending ? 'Pending' : 'Running',
    conditions: conditions(pod, unready, now),
    hostIP: NODE_ADDRESS,
    hostIPs: [{ ip: NODE_ADDRESS }],
    podIP: address,
    podIPs: [{ ip: address }],
    startTime: pod.status.startTime ?? toTimestamp(now),
    containerStatuses,
    qosClass: qosClass(pod),
  };
}

export function waiting(reason: string, message?: string): ContainerStatus {
  return {
    ready: false,
    started: false,
    restartCount: 0,
    imageID: '',
    state: { waiting: { reason, ...(message && { message }) } },
    lastState: {},
  };
}

export function running(
  image: string,
  restartCount: number,
  now: number,
): ContainerStatus {
  return {
    ready: true,
    started: true,
    restartCount,
    imageID: imageId(image),
    state: { running: { startedAt: toTimestamp(now) } },
    lastState: {},
  };
}

export function crashed(
  pod: Pod,
  container: Container,
  crash: { restartCount: number; backOffSeconds: number; now: number },
): ContainerStatus {
  const { name, namespace, uid } = pod.metadata;
  const { restartCount, backOffSeconds, now } = crash;
  const timestamp = toTimestamp(now);
  return {
    ready: false,
    started: false,
    restartCount,
    imageID: imageId(container.image),
    state: {
      waiting: {
        reason: 'CrashLoopBackOff',
        message: `back-off ${duration(
          backOffSeconds,
        )} restarting failed container=${
          container.name
        } pod=${name}_${namespace}(${uid})`,
      },
    },
    lastState: {
      terminated: {
        exitCode: 1,
        reason: 'Error',
        startedAt: timestamp,
        finishedAt: timestamp,
      },
    },
  };
}

function conditions(pod: Pod, unready: string[], now: number) {
  const notReady = unready.length > 0 && {
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${unready.join(' ')}]`,
  };
  return ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(
    type => {
      const dependsOnContainers = type.endsWith('Ready');
      const status = dependsOnContainers && notReady ? 'False' : 'True';
      const current = pod.status.conditions.find(
        condition => condition.type === type,
      );
      return {
        type,
        status,
        lastProbeTime: null,
        lastTransitionTime:
          current?.status === status
            ? current.lastTransitionTime
            : toTimestamp(now),
        ...(dependsOnContainers && notReady),
      };
    },
  );
}

function imageId(image: string): string {
  const digest = createHash('sha256').update(image).digest('hex');
  return `${image.replace(/:[^:/]*$/, '')}@sha256:${digest}`;
}

function podAddress(uid: string): string {
  const [third, fourth] = createHash('sha256').update(uid).digest();
  return `10.244.${third}.${fourth}`;
}

/** As Go prints it: `10s`, `2m40s`. */
function duration(seconds: number): string {
  return seconds < 60
    ? `${seconds}s`
    : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}

function qosClass(pod: Pod): string {
  const hasResources = pod.spec.containers.some(
    ({ resources }) => Object.keys(Object(resources)).length > 0,
  );
  return hasResources ? 'Burstable' : 'BestEffort';
}
