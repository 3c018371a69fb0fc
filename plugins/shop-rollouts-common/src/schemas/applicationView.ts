import { z } from 'zod';
import { ApplicationView } from '../types';
import { applicationTargetSchema, operationSchema } from './operation';
import { applicationActionSchema } from './requests';
import { refusalSchema, staleSourceSchema } from './rolloutView';
import { webAddressSchema } from './webAddress';

/** @public */
export const applicationViewSchema = z.object({
  target: applicationTargetSchema,
  url: webAddressSchema.optional(),
  sync: z.enum(['Synced', 'OutOfSync', 'Unknown']),
  health: z.enum([
    'Healthy',
    'Progressing',
    'Suspended',
    'Degraded',
    'Missing',
    'Unknown',
  ]),
  revision: z.string().optional(),
  revisionUrl: webAddressSchema.optional(),
  outOfSyncResources: z
    .array(z.object({ kind: z.string(), name: z.string(), prune: z.boolean() }))
    .max(5000),
  autoSync: z.boolean(),
  selfHeal: z.boolean(),
  operation: z
    .object({
      phase: z.enum(['Running', 'Terminating', 'Succeeded', 'Failed', 'Error']),
      message: z.string().optional(),
      startedAt: z.string().optional(),
      finishedAt: z.string().optional(),
    })
    .optional(),
  conditions: z.array(z.string()).max(1000),
  images: z.array(z.string()).max(5000),
  claimed: z.boolean(),
  stale: staleSourceSchema.optional(),
  actions: z
    .array(
      z.object({
        action: applicationActionSchema,
        possible: z.boolean(),
        refusal: refusalSchema.optional(),
      }),
    )
    .max(20),
  lastRequest: operationSchema.optional(),
}) satisfies z.ZodType<ApplicationView>;
