import { z } from 'zod';
import { optional } from './metadata';
import { podTemplateSchema } from './rollout';

/** What everything has that keeps a number of equal pods. */
export const scaledSpecSchema = z.object({
  replicas: optional(z.number()),
  template: optional(podTemplateSchema),
});

export const scaledStatusSchema = z.object({
  replicas: optional(z.number()),
  readyReplicas: optional(z.number()),
  availableReplicas: optional(z.number()),
});
