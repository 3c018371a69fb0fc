import { z } from 'zod';
import { metadataSchema, optional } from './metadata';

const containerStateSchema = z.object({
  waiting: optional(
    z.object({ reason: optional(z.string()), message: optional(z.string()) }),
  ),
  running: optional(z.object({})),
  terminated: optional(
    z.object({
      reason: optional(z.string()),
      message: optional(z.string()),
      exitCode: optional(z.number()),
      signal: optional(z.number()),
    }),
  ),
});

const containerStatusSchema = z.object({
  name: z.string(),
  ready: optional(z.boolean()),
  started: optional(z.boolean()),
  restartCount: optional(z.number()),
  state: optional(containerStateSchema),
});

const podSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    containers: z.array(z.object({ name: z.string() })),
    initContainers: optional(
      z.array(
        z.object({ name: z.string(), restartPolicy: optional(z.string()) }),
      ),
    ),
  }),
  status: optional(
    z.object({
      phase: optional(z.string()),
      reason: optional(z.string()),
      message: optional(z.string()),
      conditions: optional(
        z.array(
          z.object({
            type: z.string(),
            status: z.string(),
            reason: optional(z.string()),
            message: optional(z.string()),
          }),
        ),
      ),
      initContainerStatuses: optional(z.array(containerStatusSchema)),
      containerStatuses: optional(z.array(containerStatusSchema)),
    }),
  ),
});

/**
 * What the portal reads of a Pod.
 * @public
 */
export type PodObject = z.infer<typeof podSchema>;

/** @public */
export type ContainerStatus = z.infer<typeof containerStatusSchema>;

/**
 * @returns undefined for what is not a Pod that can be read.
 * @public
 */
export function parsePod(value: unknown): PodObject | undefined {
  return podSchema.safeParse(value).data;
}
