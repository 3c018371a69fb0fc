import { z } from 'zod';
import { KubernetesObject } from '../../kubernetes/ResourceStore';
import type { ResourceHealth } from './resourceHealth';

const rollout = z.object({
  metadata: z.object({ generation: z.number().default(0) }),
  status: z
    .object({
      observedGeneration: z.coerce.number().default(0),
      phase: z
        .enum(['Healthy', 'Progressing', 'Paused', 'Degraded'])
        .optional(),
      message: z.string().optional(),
    })
    .prefault({}),
});

/** What Argo CD's script for Rollouts says. */
export function rolloutHealth(object: KubernetesObject): ResourceHealth {
  const { metadata, status } = rollout.parse(object);
  const { observedGeneration, phase } = status;
  if (phase === undefined || observedGeneration < metadata.generation) {
    return {
      status: 'Progressing',
      message: 'Waiting for rollout spec update to be observed',
    };
  }
  const message = status.message || undefined;
  return { status: phase === 'Paused' ? 'Suspended' : phase, message };
}
