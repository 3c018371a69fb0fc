import { z } from 'zod';

const labels = z.record(z.string(), z.string());

export const metadataSchema = z.looseObject({
  name: z.string(),
  namespace: z.string(),
  uid: z.string(),
  resourceVersion: z.string(),
  generation: z.number().int().default(0),
  creationTimestamp: z.string(),
  deletionTimestamp: z.string().optional(),
  labels: labels.default({}),
  annotations: labels.default({}),
  ownerReferences: z
    .array(
      z.looseObject({
        apiVersion: z.string(),
        kind: z.string(),
        name: z.string(),
        uid: z.string(),
        controller: z.boolean().optional(),
      }),
    )
    .default([]),
});

const containerSchema = z.looseObject({ name: z.string(), image: z.string() });

const podSpecSchema = z.looseObject({
  containers: z.array(containerSchema),
  nodeName: z.string().optional(),
});

export const podTemplateSchema = z.looseObject({
  metadata: z
    .looseObject({ labels: labels.default({}), annotations: labels.optional() })
    .default({ labels: {} }),
  spec: podSpecSchema,
});

export const selectorSchema = z.looseObject({
  matchLabels: labels.optional(),
  matchExpressions: z.array(z.unknown()).optional(),
});

const count = z.number().int().min(0);

export const podSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: metadataSchema,
  spec: podSpecSchema,
  status: z
    .looseObject({
      phase: z.string().optional(),
      startTime: z.string().optional(),
      podIP: z.string().optional(),
      conditions: z
        .array(
          z.looseObject({
            type: z.string(),
            status: z.string(),
            lastTransitionTime: z.string(),
          }),
        )
        .default([]),
      containerStatuses: z
        .array(z.looseObject({ name: z.string(), restartCount: count }))
        .default([]),
    })
    .default({ conditions: [], containerStatuses: [] }),
});

export const replicaSetSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: metadataSchema,
  spec: z.looseObject({
    replicas: count.default(1),
    minReadySeconds: count.default(0),
    selector: selectorSchema,
    template: podTemplateSchema,
  }),
  status: z
    .looseObject({
      replicas: count.default(0),
      readyReplicas: count.default(0),
      availableReplicas: count.default(0),
      observedGeneration: z.number().default(0),
    })
    .default({
      replicas: 0,
      readyReplicas: 0,
      availableReplicas: 0,
      observedGeneration: 0,
    }),
});

export const serviceSchema = z.looseObject({
  metadata: metadataSchema,
  spec: z.looseObject({ selector: labels.default({}) }),
});

export type PodTemplate = z.infer<typeof podTemplateSchema>;
export type Pod = z.infer<typeof podSchema>;
export type ReplicaSet = z.infer<typeof replicaSetSchema>;
export type Service = z.infer<typeof serviceSchema>;

export function isReady(pod: Pod): boolean {
  return pod.status.conditions.some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
}
