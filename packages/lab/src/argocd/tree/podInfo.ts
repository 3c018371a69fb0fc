import { z } from 'zod';
import { KubernetesObject } from '../../kubernetes/ResourceStore';

const pod = z.object({
  spec: z.object({
    nodeName: z.string().optional(),
    containers: z.array(z.unknown()).default([]),
  }),
  status: z
    .object({
      phase: z.string().default('Unknown'),
      containerStatuses: z
        .array(
          z.object({
            ready: z.boolean().default(false),
            restartCount: z.number().default(0),
            state: z
              .object({
                waiting: z.object({ reason: z.string() }).optional(),
                terminated: z.object({ reason: z.string() }).optional(),
              })
              .default({}),
          }),
        )
        .default([]),
    })
    .prefault({}),
});

/** What `kubectl get pods` would show, as Argo CD lists it. */
export function podInfo(
  object: KubernetesObject,
): Array<{ name: string; value: string }> {
  const parsed = pod.safeParse(object);
  if (!parsed.success) {
    return [];
  }
  const { spec, status } = parsed.data;
  const { containerStatuses } = status;
  const ready = containerStatuses.filter(container => container.ready).length;
  const restarts = containerStatuses.reduce(
    (sum, { restartCount }) => sum + restartCount,
    0,
  );
  const reasons = containerStatuses.flatMap(
    ({ state }) => state.waiting?.reason ?? state.terminated?.reason ?? [],
  );
  return [
    { name: 'Status Reason', value: reasons.at(-1) ?? status.phase },
    ...(spec.nodeName ? [{ name: 'Node', value: spec.nodeName }] : []),
    { name: 'Containers', value: `${ready}/${spec.containers.length}` },
    ...(restarts > 0
      ? [{ name: 'Restart Count', value: String(restarts) }]
      : []),
  ];
}
