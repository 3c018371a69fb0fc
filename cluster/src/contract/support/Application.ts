import { z } from 'zod';

const text = z.string().optional();

const operationSchema = z.looseObject({
  initiatedBy: z.looseObject({}).optional(),
  info: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  sync: z.looseObject({ revision: text }).optional(),
});

/** What tests read of an Application; the rest comes along. */
export const applicationSchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: text,
    uid: text,
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.looseObject({ project: text }).optional(),
  operation: operationSchema.optional(),
  status: z
    .looseObject({
      sync: z.looseObject({ status: text, revision: text }).optional(),
      health: z.looseObject({ status: text }).optional(),
      reconciledAt: text,
      conditions: z
        .array(z.looseObject({ type: z.string(), message: z.string() }))
        .optional(),
      summary: z
        .looseObject({ images: z.array(z.string()).optional() })
        .optional(),
      resources: z
        .array(
          z.looseObject({
            kind: z.string(),
            name: z.string(),
            status: text,
            health: z.looseObject({ status: text }).optional(),
          }),
        )
        .optional(),
      history: z
        .array(z.looseObject({ id: z.number(), revision: text }))
        .optional(),
      operationState: z
        .looseObject({
          phase: z.string(),
          message: text,
          finishedAt: text,
          operation: operationSchema,
          syncResult: z
            .looseObject({
              revision: z.string(),
              resources: z
                .array(
                  z.looseObject({
                    kind: z.string(),
                    message: text,
                    status: text,
                  }),
                )
                .nullish(),
            })
            .optional(),
        })
        .optional(),
    })
    .optional(),
});

export type Application = z.infer<typeof applicationSchema>;

/** At rest at a revision: compared, nothing in progress. */
export function isSynced({ operation, status }: Partial<Application>): boolean {
  return operation === undefined && status?.sync?.status === 'Synced';
}

export function hasHealth(health: string) {
  return (application: Partial<Application>) =>
    isSynced(application) && application.status?.health?.status === health;
}
