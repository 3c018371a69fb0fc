import { z } from 'zod';

export const count = z.number().int().min(0);
const stringMap = z.record(z.string(), z.string());

const objectShape = {
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string(),
    uid: z.string(),
    generation: count.default(0),
    creationTimestamp: z.string(),
    labels: stringMap.default({}),
    annotations: stringMap.default({}),
  }),
};

const podSpecSchema = z.looseObject({
  containers: z.array(z.looseObject({ name: z.string(), image: z.string() })),
});

const workloadShape = {
  replicas: count.default(1),
  selector: z.looseObject({ matchLabels: stringMap.default({}) }),
  template: z.looseObject({
    metadata: z.looseObject({ labels: stringMap.default({}) }).prefault({}),
    spec: podSpecSchema,
  }),
};

/** What Deployments and Rollouts have in common. */
export const releaseSchema = z.looseObject({
  ...objectShape,
  spec: z.looseObject({
    ...workloadShape,
    paused: z.boolean().default(false),
    revisionHistoryLimit: count.default(10),
    progressDeadlineSeconds: count.default(600),
  }),
});

export const replicaSetSchema = z.looseObject({
  ...objectShape,
  spec: z.looseObject(workloadShape),
  status: z
    .looseObject({
      replicas: count.default(0),
      readyReplicas: count.default(0),
      availableReplicas: count.default(0),
    })
    .prefault({}),
});

export const podSchema = z.looseObject({
  ...objectShape,
  spec: podSpecSchema,
  status: z
    .looseObject({
      startTime: z.string().optional(),
      conditions: z
        .array(z.looseObject({ type: z.string(), status: z.string() }))
        .default([]),
    })
    .prefault({}),
});

export type Release = z.infer<typeof releaseSchema>;
export type ReplicaSet = z.infer<typeof replicaSetSchema>;
export type Pod = z.infer<typeof podSchema>;

export function isReady({ status }: Pod): boolean {
  return status.conditions.some(
    condition => condition.type === 'Ready' && condition.status === 'True',
  );
}

export function sumOf(
  replicaSets: ReplicaSet[],
  field: 'replicas' | 'readyReplicas' | 'availableReplicas',
): number {
  return replicaSets.reduce((total, { status }) => total + status[field], 0);
}
