import { z } from 'zod';
import { DeliveryTarget, Operation } from '../types';
import { applicationActionSchema, rolloutActionSchema } from './requests';

export const rolloutTargetSchema = z.object({
  kind: z.literal('rollout'),
  cluster: z.string(),
  namespace: z.string(),
  name: z.string(),
});

export const applicationTargetSchema = z.object({
  kind: z.literal('application'),
  instance: z.string(),
  namespace: z.string(),
  name: z.string(),
});

const targetSchema = z.discriminatedUnion('kind', [
  rolloutTargetSchema,
  applicationTargetSchema,
]) satisfies z.ZodType<DeliveryTarget>;

export const deliveryActionSchema = z.enum([
  ...rolloutActionSchema.options,
  ...applicationActionSchema.options,
]);

const phaseSchema = z.enum([
  'accepted',
  'nudged',
  'stuck',
  'taken',
  'done',
  'diverted',
  'failed',
  'refused',
]);

const releaseSchema = z.object({ hash: z.string(), tag: z.string() });

/** @public */
export const operationSchema = z.object({
  id: z.string(),
  entityRef: z.string(),
  environment: z.string(),
  target: targetSchema,
  action: deliveryActionSchema,
  phase: phaseSchema,
  requestedBy: z.string(),
  requestedAt: z.string(),
  reason: z.string().optional(),
  from: releaseSchema.optional(),
  to: releaseSchema.optional(),
  steps: z
    .array(
      z.object({
        phase: phaseSchema,
        at: z.string(),
        note: z.string().optional(),
      }),
    )
    .max(100),
  message: z.string().optional(),
}) satisfies z.ZodType<Operation>;
