import { z } from 'zod';
import { ActionRefusal, RolloutView, StaleSource } from '../types';
import { operationSchema, rolloutTargetSchema } from './operation';
import { rolloutActionSchema } from './requests';
import { webAddressSchema } from './webAddress';

export const staleSourceSchema = z.object({
  name: z.string(),
  kind: z.enum(['cluster', 'argocd']),
  since: z.string().optional(),
}) satisfies z.ZodType<StaleSource>;

export const refusalSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('wrong-state'), detail: z.string() }),
  z.object({ code: z.literal('no-claim'), claim: z.string() }),
  z.object({
    code: z.literal('stale'),
    kind: z.enum(['cluster', 'argocd']),
    source: z.string(),
    since: z.string().optional(),
  }),
  z.object({ code: z.literal('read-only-cluster'), cluster: z.string() }),
  z.object({
    code: z.literal('no-permission'),
    scope: z.enum(['production', 'owner']),
    environment: z.string(),
    who: z.array(z.string()).max(100),
  }),
]) satisfies z.ZodType<ActionRefusal>;

export const laneStateSchema = z.enum([
  'live',
  'go-back-window',
  'preparing',
  'checking-preview',
  'waiting',
  'timed',
  'promoting',
  'checking-live',
  'aborted',
  'abort-not-finished',
  'not-starting',
  'invalid',
  'no-live-pods',
  'held',
  'check-unclear',
  'first-release',
  'restarting',
  'not-picked-up',
  'gone',
  'no-rollout',
]);

// Looser than what a request may carry: a browser shows it and sends it back.
const seenSchema = z.object({
  uid: z.string(),
  generation: z.number(),
  podHash: z.string(),
  stableHash: z.string(),
  pauseConditions: z
    .array(z.object({ reason: z.string(), startTime: z.string() }))
    .max(100),
  stepIndex: z.number().optional(),
});

export const containerImagesSchema = z
  .array(
    z.object({ container: z.string(), image: z.string(), tag: z.string() }),
  )
  .max(100);

export const replicasSchema = z.object({
  desired: z.number(),
  ready: z.number(),
  total: z.number(),
});

const stackSchema = z.object({
  role: z.enum(['live', 'preview', 'stable', 'canary', 'old']),
  hash: z.string(),
  tag: z.string(),
  images: containerImagesSchema,
  revision: z.number().optional(),
  replicas: replicasSchema,
  createdAt: z.string().optional(),
  scaleDownAt: z.string().optional(),
  pods: z
    .array(
      z.object({
        name: z.string(),
        ready: z.boolean(),
        status: z.string(),
        message: z.string().optional(),
        restarts: z.number(),
      }),
    )
    .max(5000),
});

/** @public */
export const rolloutViewSchema = z.object({
  target: rolloutTargetSchema,
  state: laneStateSchema,
  strategy: z.enum(['blue-green', 'canary', 'unknown']),
  phase: z.enum(['Healthy', 'Progressing', 'Paused', 'Degraded', 'Unknown']),
  message: z.string(),
  seen: seenSchema,
  live: stackSchema.optional(),
  preview: stackSchema.optional(),
  old: z.array(stackSchema).max(100),
  since: z.string().optional(),
  deadline: z.string().optional(),
  progressDeadlineSeconds: z.number(),
  scaleDownDelaySeconds: z.number(),
  autoPromotionEnabled: z.boolean(),
  controllerVersion: z.string(),
  retryGoesLiveUntil: z.string().optional(),
  claimed: z.boolean(),
  stale: staleSourceSchema.optional(),
  previewUrl: webAddressSchema.optional(),
  actions: z
    .array(
      z.object({
        action: rolloutActionSchema,
        possible: z.boolean(),
        refusal: refusalSchema.optional(),
      }),
    )
    .max(20),
  operation: operationSchema.optional(),
}) satisfies z.ZodType<RolloutView>;
