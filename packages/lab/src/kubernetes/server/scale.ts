import { z } from 'zod';
import { badRequest } from '../ApiError';
import { KubernetesObject } from '../ResourceStore';

const replicasSchema = z.object({ replicas: z.number().int().min(0) });

/** How many pods an object asks for, as its scale subresource shows it. */
export function scaleOf({ metadata, spec, status }: KubernetesObject): object {
  const { name, namespace, uid, resourceVersion } = metadata;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion },
    spec: { replicas: Object(spec).replicas },
    status: { replicas: Object(status).replicas ?? 0 },
  };
}

/** The object with as many pods as a changed scale asks for. */
export function withScale(
  object: KubernetesObject,
  scale: unknown,
): KubernetesObject {
  const parsed = z.object({ spec: replicasSchema }).safeParse(scale);
  if (!parsed.success) {
    throw badRequest(z.prettifyError(parsed.error));
  }
  return { ...object, spec: { ...Object(object.spec), ...parsed.data.spec } };
}
