import { z } from 'zod';
import { metadataSchema, optional } from './metadata';

const serviceSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({ selector: optional(z.record(z.string(), z.string())) }),
});

/**
 * What the portal reads of a Service.
 * @public
 */
export type ServiceObject = z.infer<typeof serviceSchema>;

/**
 * @returns undefined for what is not a Service that can be read.
 * @public
 */
export function parseService(value: unknown): ServiceObject | undefined {
  return serviceSchema.safeParse(value).data;
}
