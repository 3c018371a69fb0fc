import { z } from 'zod';
import {
  metadataSchema,
  podTemplateSchema,
  selectorSchema,
} from '../workloads/schemas';

const count = z.number().int().min(0);

const conditionSchema = z.object({
  type: z.string(),
  status: z.enum(['True', 'False', 'Unknown']),
  reason: z.string(),
  message: z.string(),
  lastUpdateTime: z.string(),
  lastTransitionTime: z.string(),
});

const pauseConditionSchema = z.object({
  reason: z.string(),
  startTime: z.string(),
});

export const blueGreenSchema = z.looseObject({
  activeService: z.string(),
  previewService: z.string().optional(),
  autoPromotionEnabled: z.boolean().optional(),
  autoPromotionSeconds: count.optional(),
  scaleDownDelaySeconds: count.optional(),
  scaleDownDelayRevisionLimit: count.optional(),
  abortScaleDownDelaySeconds: count.optional(),
  maxUnavailable: z.union([z.number(), z.string()]).optional(),
});

const statusSchema = z.object({
  phase: z.string().optional(),
  message: z.string().optional(),
  observedGeneration: z.string().optional(),
  currentPodHash: z.string().default(''),
  stableRS: z.string().default(''),
  selector: z.string().optional(),
  replicas: count.default(0),
  updatedReplicas: count.default(0),
  readyReplicas: count.default(0),
  availableReplicas: count.default(0),
  HPAReplicas: count.default(0),
  abort: z.boolean().default(false),
  abortedAt: z.string().optional(),
  promoteFull: z.boolean().default(false),
  controllerPause: z.boolean().default(false),
  pauseConditions: z.array(pauseConditionSchema).optional(),
  restartedAt: z.string().optional(),
  conditions: z.array(conditionSchema).default([]),
  blueGreen: z
    .object({
      activeSelector: z.string().default(''),
      previewSelector: z.string().default(''),
    })
    .default({ activeSelector: '', previewSelector: '' }),
});

export const rolloutSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: metadataSchema,
  spec: z.looseObject({
    replicas: count.optional(),
    minReadySeconds: count.default(0),
    paused: z.boolean().default(false),
    restartAt: z.string().optional(),
    revisionHistoryLimit: count.default(10),
    progressDeadlineSeconds: count.default(600),
    selector: selectorSchema.optional(),
    template: podTemplateSchema.optional(),
    strategy: z
      .looseObject({
        blueGreen: blueGreenSchema.optional(),
        canary: z.looseObject({}).optional(),
      })
      .default({}),
  }),
  status: statusSchema.prefault({}),
});

export type Rollout = z.infer<typeof rolloutSchema>;
export type RolloutStatus = z.infer<typeof statusSchema>;
export type RolloutCondition = z.infer<typeof conditionSchema>;
export type PauseCondition = z.infer<typeof pauseConditionSchema>;
export type BlueGreenStrategy = z.infer<typeof blueGreenSchema>;

export const HASH_LABEL = 'rollouts-pod-template-hash';
export const REVISION = 'rollout.argoproj.io/revision';
export const REVISION_HISTORY = 'rollout.argoproj.io/revision-history';
export const DESIRED_REPLICAS = 'rollout.argoproj.io/desired-replicas';
export const SCALE_DOWN_DEADLINE = 'scale-down-deadline';
export const MANAGED_BY = 'argo-rollouts.argoproj.io/managed-by-rollouts';
export const INSTANCE_ID = 'argo-rollouts.argoproj.io/controller-instance-id';
