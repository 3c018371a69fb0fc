import { z } from 'zod';
import { badRequest } from '../ApiError';
import { KubernetesObject } from '../ResourceStore';

const waiting = z.object({ reason: z.string() }).optional();
const containerSchema = z.object({
  name: z.string(),
  image: z.string(),
  ready: z.boolean(),
  state: z.object({ waiting }),
});
const statusSchema = z.object({
  containerStatuses: z.array(containerSchema).default([]),
});

/**
 * What a pod's container has printed. Nothing runs here, so it is what the
 * pod's own state tells: that it started, and that it serves.
 */
export function readPodLog(pod: KubernetesObject, container: unknown): string {
  const { containerStatuses } = statusSchema.parse(pod.status);
  const status = containerStatuses.find(
    ({ name }) => !container || name === container,
  );
  if (!status || status.state.waiting) {
    const reason = status?.state.waiting?.reason ?? 'ContainerCreating';
    throw badRequest(
      `container "${status?.name ?? container}" in pod "${
        pod.metadata.name
      }" is waiting to start: ${reason}`,
    );
  }
  return `starting ${status.image}\n${status.ready ? 'ready to serve\n' : ''}`;
}
