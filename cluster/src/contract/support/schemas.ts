import { z } from 'zod';

const texts = z.record(z.string(), z.string()).default({});
const metadata = z.looseObject({
  name: z.string(),
  uid: z.string(),
  resourceVersion: z.string(),
  generation: z.number().optional(),
  creationTimestamp: z.string(),
  labels: texts,
  annotations: texts,
});
const count = z.number().default(0);

const conditionSchema = z.looseObject({
  type: z.string(),
  status: z.string(),
  reason: z.string(),
  message: z.string(),
});

const rolloutStatusSchema = z.looseObject({
  phase: z.string().default(''),
  message: z.string().default(''),
  observedGeneration: z.string().optional(),
  currentPodHash: z.string().default(''),
  stableRS: z.string().default(''),
  pauseConditions: z
    .array(z.looseObject({ reason: z.string(), startTime: z.string() }))
    .default([]),
  controllerPause: z.boolean().default(false),
  abort: z.boolean().default(false),
  abortedAt: z.string().optional(),
  promoteFull: z.boolean().default(false),
  currentStepIndex: z.number().optional(),
  replicas: count,
  updatedReplicas: count,
  readyReplicas: count,
  availableReplicas: count,
  conditions: z.array(conditionSchema).default([]),
  blueGreen: z
    .looseObject({
      activeSelector: z.string().default(''),
      previewSelector: z.string().default(''),
    })
    .prefault({}),
  canary: z.looseObject({}).prefault({}),
});

export const rolloutSchema = z.looseObject({
  metadata,
  spec: z.looseObject({
    strategy: z.looseObject({ canary: z.unknown().optional() }),
  }),
  status: rolloutStatusSchema.prefault({}),
});

export type RolloutView = z.infer<typeof rolloutSchema>;

export const serviceSchema = z.looseObject({
  metadata,
  spec: z.looseObject({ selector: texts }),
});

export const replicaSetSchema = z.looseObject({
  metadata,
  spec: z.looseObject({
    replicas: count,
    template: z.looseObject({
      // No default where there is none: an undo sends it back as it is.
      metadata: z.looseObject({ labels: z.record(z.string(), z.string()) }),
    }),
  }),
  status: z.looseObject({ replicas: count }).prefault({}),
});

export type ReplicaSetView = z.infer<typeof replicaSetSchema>;

export function listOf<T>(item: z.ZodType<T>) {
  return z.object({
    metadata: z.looseObject({
      resourceVersion: z.string(),
      continue: z.string().optional(),
    }),
    items: z.array(item),
  });
}
