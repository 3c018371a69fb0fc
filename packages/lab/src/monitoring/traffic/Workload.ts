import { z } from 'zod';

const podSchema = z.object({ name: z.string(), cpuRequest: z.number() });

export const workloadSchema = z.object({
  namespace: z.string(),
  service: z.string(),
  /** As the overlay's label says it, for example `prod`. */
  environment: z.string(),
  /** False for a worker, which no Service leads to. */
  reachable: z.boolean(),
  /** The versions that are ready to answer; none while it is down. */
  stacks: z.array(
    z.object({
      version: z.string(),
      role: z.enum(['live', 'preview']),
      pods: z.array(podSchema),
    }),
  ),
  autoscaler: z
    .object({
      name: z.string(),
      min: z.number(),
      max: z.number(),
      current: z.number(),
      desired: z.number(),
    })
    .optional(),
});

/** What runs of one service in one cluster, at one time. */
export type Workload = z.infer<typeof workloadSchema>;
export type Stack = Workload['stacks'][number];
