import { z } from 'zod';
import { metadataSchema, optional } from './metadata';

const containerSchema = z.object({ name: z.string(), image: z.string() });

export const podTemplateSchema = z.object({
  spec: optional(z.object({ containers: z.array(containerSchema) })),
});

const conditionSchema = z.object({
  type: z.string(),
  status: z.string(),
  reason: optional(z.string()),
  message: optional(z.string()),
  lastTransitionTime: optional(z.string()),
  lastUpdateTime: optional(z.string()),
});

const analysisRunStatusSchema = z.object({
  name: optional(z.string()),
  status: optional(z.string()),
  message: optional(z.string()),
});

const blueGreenStrategySchema = z.object({
  activeService: optional(z.string()),
  previewService: optional(z.string()),
  autoPromotionEnabled: optional(z.boolean()),
  autoPromotionSeconds: optional(z.number()),
  scaleDownDelaySeconds: optional(z.number()),
  abortScaleDownDelaySeconds: optional(z.number()),
  postPromotionAnalysis: optional(z.object({})),
});

const canaryStepSchema = z.object({
  pause: optional(
    z.object({ duration: optional(z.union([z.string(), z.number()])) }),
  ),
});

const canaryStrategySchema = z.object({
  steps: optional(z.array(canaryStepSchema)),
  abortScaleDownDelaySeconds: optional(z.number()),
});

const specSchema = z.object({
  replicas: optional(z.number()),
  paused: optional(z.boolean()),
  restartAt: optional(z.string()),
  progressDeadlineSeconds: optional(z.number()),
  workloadRef: optional(
    z.object({ kind: optional(z.string()), name: optional(z.string()) }),
  ),
  template: optional(podTemplateSchema),
  strategy: optional(
    z.object({
      blueGreen: optional(blueGreenStrategySchema),
      canary: optional(canaryStrategySchema),
    }),
  ),
});

const statusSchema = z.object({
  phase: optional(z.string()),
  message: optional(z.string()),
  observedGeneration: optional(z.string()),
  workloadObservedGeneration: optional(z.string()),
  currentPodHash: optional(z.string()),
  stableRS: optional(z.string()),
  currentStepIndex: optional(z.number()),
  pauseConditions: optional(
    z.array(z.object({ reason: z.string(), startTime: z.string() })),
  ),
  controllerPause: optional(z.boolean()),
  abort: optional(z.boolean()),
  abortedAt: optional(z.string()),
  promoteFull: optional(z.boolean()),
  restartedAt: optional(z.string()),
  replicas: optional(z.number()),
  updatedReplicas: optional(z.number()),
  readyReplicas: optional(z.number()),
  availableReplicas: optional(z.number()),
  conditions: optional(z.array(conditionSchema)),
  blueGreen: optional(
    z.object({
      activeSelector: optional(z.string()),
      previewSelector: optional(z.string()),
      scaleUpPreviewCheckPoint: optional(z.boolean()),
      prePromotionAnalysisRunStatus: optional(analysisRunStatusSchema),
      postPromotionAnalysisRunStatus: optional(analysisRunStatusSchema),
    }),
  ),
  canary: optional(
    z.object({
      currentStepAnalysisRunStatus: optional(analysisRunStatusSchema),
    }),
  ),
});

const rolloutSchema = z.object({
  metadata: metadataSchema,
  spec: specSchema,
  status: optional(statusSchema),
});

/**
 * What the portal reads of an `argoproj.io/v1alpha1` Rollout.
 * @public
 */
export type RolloutObject = z.infer<typeof rolloutSchema>;

/** @public */
export type RolloutCondition = z.infer<typeof conditionSchema>;

/**
 * @returns undefined for what is not a Rollout that can be read.
 * @public
 */
export function parseRollout(value: unknown): RolloutObject | undefined {
  return rolloutSchema.safeParse(value).data;
}
