import { z } from 'zod';

const stringMap = z.record(z.string(), z.string());

const filesGenerator = z.object({
  git: z.object({
    repoURL: z.string(),
    revision: z.string().optional(),
    files: z.array(z.object({ path: z.string() })).min(1),
  }),
  selector: z.object({ matchLabels: stringMap }).optional(),
});

/** The part of an ApplicationSet that the lab understands. */
export const applicationSetSchema = z.object({
  apiVersion: z.literal('argoproj.io/v1alpha1'),
  kind: z.literal('ApplicationSet'),
  metadata: z.object({ name: z.string().min(1) }),
  spec: z.object({
    goTemplate: z.literal(true),
    generators: z.array(filesGenerator).min(1),
    template: z.object({
      metadata: z.object({
        name: z.string().min(1),
        labels: stringMap.optional(),
        annotations: stringMap.optional(),
        finalizers: z.array(z.string()).optional(),
      }),
      spec: z.record(z.string(), z.unknown()),
    }),
    syncPolicy: z
      .object({ preserveResourcesOnDeletion: z.boolean().optional() })
      .optional(),
  }),
});

export type ApplicationSet = z.infer<typeof applicationSetSchema>;

const automatedSchema = z.object({
  prune: z.boolean().optional(),
  selfHeal: z.boolean().optional(),
  allowEmpty: z.boolean().optional(),
});

/** What a template must have become once its expressions are rendered. */
export const applicationSpecSchema = z.looseObject({
  project: z.string().min(1),
  destination: z.object({
    name: z.string().optional(),
    server: z.string().optional(),
    namespace: z.string().min(1),
  }),
  source: z.object({
    repoURL: z.string().min(1),
    targetRevision: z.string().default('HEAD'),
    path: z.string().min(1),
  }),
  syncPolicy: z
    .looseObject({
      automated: automatedSchema.optional(),
      syncOptions: z.array(z.string()).optional(),
      retry: z
        .looseObject({ limit: z.number().int().min(0).optional() })
        .optional(),
    })
    .optional(),
  revisionHistoryLimit: z.number().int().min(0).optional(),
});
