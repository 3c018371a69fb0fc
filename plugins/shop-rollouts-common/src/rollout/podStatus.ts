import { ContainerStatus, PodObject } from '../kubernetes';
import { PodSummary } from '../types';

interface Reason {
  status: string;
  message?: string;
}

/**
 * A pod in one word, by the algorithm of `kubectl get pods`.
 * @public
 */
export function podStatus(pod: PodObject): PodSummary {
  const containers = pod.status?.containerStatuses ?? [];
  const initContainers = pod.status?.initContainerStatuses ?? [];
  const sidecars = sidecarNames(pod);
  const counted = [
    ...containers,
    ...initContainers.filter(({ name }) => sidecars.has(name)),
  ];
  const expected = pod.spec.containers.length + sidecars.size;
  const { status, message } = reasonOf(pod, sidecars);
  return {
    name: pod.metadata.name,
    ready:
      !pod.metadata.deletionTimestamp &&
      hasCondition(pod, 'Ready') &&
      counted.filter(container => container.ready).length >= expected,
    status,
    ...(message && { message }),
    restarts: [...containers, ...initContainers].reduce(
      (sum, container) => sum + (container.restartCount ?? 0),
      0,
    ),
  };
}

function reasonOf(pod: PodObject, sidecars: ReadonlySet<string>): Reason {
  if (pod.metadata.deletionTimestamp) {
    return {
      status: pod.status?.reason === 'NodeLost' ? 'Unknown' : 'Terminating',
    };
  }
  const initialising = initReason(pod, sidecars);
  if (initialising) {
    return initialising;
  }
  return containerReason(pod) ?? podReason(pod);
}

function podReason(pod: PodObject): Reason {
  const unscheduled = pod.status?.conditions?.find(
    ({ type, status }) => type === 'PodScheduled' && status === 'False',
  );
  return {
    status: pod.status?.reason ?? pod.status?.phase ?? 'Unknown',
    message: pod.status?.message ?? unscheduled?.message,
  };
}

function initReason(
  pod: PodObject,
  sidecars: ReadonlySet<string>,
): Reason | undefined {
  const statuses = pod.status?.initContainerStatuses ?? [];
  const total = pod.spec.initContainers?.length ?? statuses.length;
  for (const [index, container] of statuses.entries()) {
    const { terminated, waiting } = container.state ?? {};
    const done =
      terminated?.exitCode === 0 ||
      (sidecars.has(container.name) && container.started === true);
    if (!done) {
      if (terminated) {
        const { status, message } = terminatedReason(container);
        return { status: `Init:${status}`, message };
      }
      if (waiting?.reason && waiting.reason !== 'PodInitializing') {
        return { status: `Init:${waiting.reason}`, message: waiting.message };
      }
      return { status: `Init:${index}/${total}` };
    }
  }
  return undefined;
}

function containerReason(pod: PodObject): Reason | undefined {
  const containers = pod.status?.containerStatuses ?? [];
  // As kubectl does, the first container that has something to say wins.
  for (const container of containers) {
    const { waiting, terminated } = container.state ?? {};
    if (waiting?.reason) {
      return { status: waiting.reason, message: waiting.message };
    }
    if (terminated) {
      const reason = terminatedReason(container);
      const runs = containers.some(
        ({ state, ready }) => state?.running && ready,
      );
      return reason.status === 'Completed' && runs
        ? { status: hasCondition(pod, 'Ready') ? 'Running' : 'NotReady' }
        : reason;
    }
  }
  return undefined;
}

function terminatedReason({ state }: ContainerStatus): Reason {
  const { reason, signal, exitCode, message } = state?.terminated ?? {};
  if (reason) {
    return { status: reason, message };
  }
  return {
    status: signal ? `Signal:${signal}` : `ExitCode:${exitCode ?? 0}`,
    message,
  };
}

function hasCondition(pod: PodObject, type: string): boolean {
  return (pod.status?.conditions ?? []).some(
    condition => condition.type === type && condition.status === 'True',
  );
}

/** Init containers that keep running beside the others. */
function sidecarNames(pod: PodObject): ReadonlySet<string> {
  return new Set(
    (pod.spec.initContainers ?? [])
      .filter(({ restartPolicy }) => restartPolicy === 'Always')
      .map(({ name }) => name),
  );
}
