import { z } from 'zod';
import { KubernetesObject } from '../../kubernetes/ResourceStore';
import type { ResourceHealth } from './resourceHealth';

const pod = z.object({
  spec: z.object({ restartPolicy: z.string().default('Always') }),
  status: z
    .object({
      phase: z.string().default('Unknown'),
      message: z.string().optional(),
      conditions: z
        .array(z.object({ type: z.string(), status: z.string() }))
        .default([]),
      containerStatuses: z
        .array(
          z.object({
            ready: z.boolean().default(false),
            state: z
              .object({
                waiting: z
                  .object({
                    reason: z.string().default(''),
                    message: z.string().optional(),
                  })
                  .optional(),
              })
              .default({}),
          }),
        )
        .default([]),
    })
    .prefault({}),
});

export function podHealth(object: KubernetesObject): ResourceHealth {
  const { spec, status } = pod.parse(object);
  const failing = status.containerStatuses
    .map(container => container.state.waiting)
    .filter(waiting => waiting !== undefined)
    .filter(({ reason }) => /^Err|Error$|BackOff$/.test(reason));
  if (spec.restartPolicy === 'Always' && failing.length > 0) {
    return {
      status: 'Degraded',
      message: failing
        .map(({ message, reason }) => message ?? reason)
        .join(', '),
    };
  }
  const { phase, message } = status;
  switch (phase) {
    case 'Pending':
      return { status: 'Progressing', message };
    case 'Succeeded':
      return { status: 'Healthy', message };
    case 'Failed':
      return { status: 'Degraded', message };
    case 'Running': {
      const ready = status.conditions.some(
        condition => condition.type === 'Ready' && condition.status === 'True',
      );
      return { status: ready ? 'Healthy' : 'Progressing', message };
    }
    default:
      return { status: 'Unknown', message };
  }
}
