import { z } from 'zod';
import { metadataSchema, optional } from './metadata';
import { podTemplateSchema } from './rollout';

const deploymentSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    replicas: optional(z.number()),
    template: optional(podTemplateSchema),
  }),
  status: optional(
    z.object({
      replicas: optional(z.number()),
      readyReplicas: optional(z.number()),
    }),
  ),
});

/**
 * What the portal reads of an `apps/v1` Deployment.
 * @public
 */
export type DeploymentObject = z.infer<typeof deploymentSchema>;

/**
 * @returns undefined for what is not a Deployment that can be read.
 * @public
 */
export function parseDeployment(value: unknown): DeploymentObject | undefined {
  return deploymentSchema.safeParse(value).data;
}
