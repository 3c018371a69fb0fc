import { z } from 'zod';
import { metadataSchema, optional } from '../kubernetes/metadata';

const sourceSchema = z.object({
  repoURL: optional(z.string()),
  targetRevision: optional(z.string()),
});

const syncStatusSchema = z
  .enum(['Synced', 'OutOfSync', 'Unknown'])
  .catch('Unknown');

const healthStatusSchema = z
  .enum([
    'Healthy',
    'Progressing',
    'Suspended',
    'Degraded',
    'Missing',
    'Unknown',
  ])
  .catch('Unknown');

const operationStateSchema = z.object({
  phase: z.enum(['Running', 'Terminating', 'Succeeded', 'Failed', 'Error']),
  message: optional(z.string()),
  startedAt: optional(z.string()),
  finishedAt: optional(z.string()),
});

const resourceSchema = z.object({
  kind: z.string(),
  name: z.string(),
  status: optional(z.string()),
  requiresPruning: optional(z.boolean()),
});

const applicationSchema = z.object({
  // A Pod always has a uid; a projected stream of Applications may not.
  metadata: metadataSchema.extend({ uid: optional(z.string()) }),
  spec: z.object({
    project: optional(z.string()),
    source: optional(sourceSchema),
    sources: optional(z.array(sourceSchema)),
    syncPolicy: optional(
      z.object({
        automated: optional(
          z.object({
            enabled: optional(z.boolean()),
            prune: optional(z.boolean()),
            selfHeal: optional(z.boolean()),
          }),
        ),
      }),
    ),
  }),
  /** Present while an operation is requested and not yet finished. */
  operation: optional(z.object({})),
  status: optional(
    z.object({
      sync: optional(
        z.object({
          status: syncStatusSchema,
          revision: optional(z.string()),
          revisions: optional(z.array(z.string())),
        }),
      ),
      health: optional(z.object({ status: healthStatusSchema })),
      operationState: optional(operationStateSchema),
      reconciledAt: optional(z.string()),
      resources: optional(z.array(resourceSchema)),
      conditions: optional(
        z.array(z.object({ type: z.string(), message: optional(z.string()) })),
      ),
      summary: optional(z.object({ images: optional(z.array(z.string())) })),
    }),
  ),
});

/**
 * What the portal reads of an Argo CD Application.
 * @public
 */
export type ApplicationObject = z.infer<typeof applicationSchema>;

/**
 * @returns undefined for what is not an Application that can be read.
 * @public
 */
export function parseApplication(
  value: unknown,
): ApplicationObject | undefined {
  return applicationSchema.safeParse(value).data;
}
