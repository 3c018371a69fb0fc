import { Request } from 'express';
import { z } from 'zod';
import { badRequest, notFound } from '../apiErrors';
import { KubernetesObject, ObjectKey } from '../ResourceStore';

const podSchema = z.object({
  spec: z.object({
    containers: z.array(
      z.object({ name: z.string(), image: z.string().default('') }),
    ),
  }),
  status: z.object({
    containerStatuses: z
      .array(
        z.object({
          name: z.string(),
          ready: z.boolean().default(false),
          state: z
            .object({ waiting: z.object({ reason: z.string() }).optional() })
            .default({}),
        }),
      )
      .default([]),
  }),
});

/**
 * What a pod's container has printed. Nothing runs here, so it is what the
 * pod's own state tells: that it started, and that it serves.
 */
export function readPodLog(
  key: ObjectKey,
  object: KubernetesObject | undefined,
  request: Request,
): string {
  if (!object) {
    throw notFound(key);
  }
  const { spec, status } = podSchema.parse(object);
  const wanted = request.query.container ?? spec.containers[0]?.name;
  const container = spec.containers.find(({ name }) => name === wanted);
  if (!container) {
    throw badRequest(`container ${wanted} is not valid for pod ${key.name}`);
  }
  const state = status.containerStatuses.find(({ name }) => name === wanted);
  if (!state || state.state.waiting) {
    const reason = state?.state.waiting?.reason ?? 'ContainerCreating';
    throw badRequest(
      `container "${container.name}" in pod "${key.name}" is waiting to start: ${reason}`,
    );
  }
  const lines = [`starting ${container.image}`];
  if (state.ready) {
    lines.push('ready to serve');
  }
  return lines.map(line => `${line}\n`).join('');
}
