import { z } from 'zod';
import { conditionsSchema } from '../framework/conditions';
import { ROLLOUTS } from '../framework/resources';
import { count, releaseSchema } from '../workloads/schemas';

export const HASH_LABEL = 'rollouts-pod-template-hash';

export const serviceSchema = z.object({
  spec: z.object({ selector: z.record(z.string(), z.string()) }),
});

const blueGreenSchema = z.looseObject({
  activeService: z.string(),
  previewService: z.string().optional(),
  autoPromotionEnabled: z.boolean().default(true),
  autoPromotionSeconds: count.default(0),
  scaleDownDelaySeconds: count.default(30),
  scaleDownDelayRevisionLimit: count.default(Infinity),
  abortScaleDownDelaySeconds: count.default(30),
});

const pauseSchema = z.object({ reason: z.string(), startTime: z.string() });

/** What is read of it; the rest is only written. */
const statusSchema = z.looseObject({
  observedGeneration: z.string().optional(),
  currentPodHash: z.string().default(''),
  stableRS: z.string().default(''),
  updatedReplicas: count.default(0),
  readyReplicas: count.default(0),
  availableReplicas: count.default(0),
  abort: z.boolean().default(false),
  abortedAt: z.string().optional(),
  promoteFull: z.boolean().default(false),
  controllerPause: z.boolean().default(false),
  pauseConditions: z.array(pauseSchema).default([]),
  restartedAt: z.string().optional(),
  conditions: conditionsSchema,
  blueGreen: z
    .object({
      activeSelector: z.string().default(''),
      previewSelector: z.string().default(''),
    })
    .prefault({}),
});

export const rolloutSchema = releaseSchema.extend({
  spec: releaseSchema.shape.spec.extend({
    template: releaseSchema.shape.spec.shape.template.prefault({
      spec: { containers: [] },
    }),
    restartAt: z.string().optional(),
    strategy: z.looseObject({ blueGreen: blueGreenSchema.optional() }),
  }),
  status: statusSchema.prefault({}),
});

export type Rollout = z.infer<typeof rolloutSchema>;
export type RolloutStatus = z.infer<typeof statusSchema>;
export type PauseCondition = z.infer<typeof pauseSchema>;
export type BlueGreenStrategy = z.infer<typeof blueGreenSchema>;

export const REVISION = 'rollout.argoproj.io/revision';
export const DESIRED_REPLICAS = 'rollout.argoproj.io/desired-replicas';
export const SCALE_DOWN_DEADLINE = 'scale-down-deadline';
export const MANAGED_BY = 'argo-rollouts.argoproj.io/managed-by-rollouts';

export const MARKS = {
  type: ROLLOUTS,
  hashLabel: HASH_LABEL,
  revision: REVISION,
};
