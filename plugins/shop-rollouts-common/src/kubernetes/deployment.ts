import { z } from 'zod';
import { metadataSchema, optional } from './metadata';
import { scaledSpecSchema, scaledStatusSchema } from './scaled';

const deploymentSchema = z.object({
  metadata: metadataSchema,
  spec: scaledSpecSchema,
  status: optional(scaledStatusSchema),
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
