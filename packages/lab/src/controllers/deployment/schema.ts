import { z } from 'zod';
import {
  metadataSchema,
  podTemplateSchema,
  selectorSchema,
} from '../workloads/schemas';

const count = z.number().int().min(0);
const countOrPercent = z.union([count, z.string().regex(/^\d+%$/)]);

const conditionSchema = z.object({
  type: z.string(),
  status: z.enum(['True', 'False', 'Unknown']),
  reason: z.string(),
  message: z.string(),
  lastUpdateTime: z.string(),
  lastTransitionTime: z.string(),
});

export const deploymentSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: metadataSchema,
  spec: z.looseObject({
    replicas: count.default(1),
    minReadySeconds: count.default(0),
    paused: z.boolean().default(false),
    revisionHistoryLimit: count.default(10),
    progressDeadlineSeconds: count.default(600),
    selector: selectorSchema,
    template: podTemplateSchema,
    strategy: z
      .looseObject({
        type: z.enum(['Recreate', 'RollingUpdate']).default('RollingUpdate'),
        rollingUpdate: z
          .looseObject({
            maxSurge: countOrPercent.default('25%'),
            maxUnavailable: countOrPercent.default('25%'),
          })
          .prefault({}),
      })
      .prefault({}),
  }),
  status: z
    .looseObject({
      updatedReplicas: count.default(0),
      replicas: count.default(0),
      availableReplicas: count.default(0),
      conditions: z.array(conditionSchema).default([]),
    })
    .prefault({}),
});

export type Deployment = z.infer<typeof deploymentSchema>;
export type DeploymentCondition = z.infer<typeof conditionSchema>;

export const HASH_LABEL = 'pod-template-hash';
export const REVISION = 'deployment.kubernetes.io/revision';
export const DESIRED_REPLICAS = 'deployment.kubernetes.io/desired-replicas';
export const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas';
