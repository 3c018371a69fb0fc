import { z } from 'zod';
import {
  ActionResponse,
  Delivery,
  DeliveryChangedSignal,
  DeliverySummaries,
  DeliverySummary,
  Operation,
  StateChanged,
} from '../types';
import { applicationViewSchema } from './applicationView';
import { deploymentViewSchema } from './deploymentView';
import { deliveryActionSchema, operationSchema } from './operation';
import { releaseHistorySchema } from './releaseHistory';
import {
  laneStateSchema,
  rolloutViewSchema,
  staleSourceSchema,
} from './rolloutView';

// Unknown fields of answers are dropped rather than refused: during an update
// an open browser talks to a newer backend.

const environmentSchema = z.object({
  name: z.string(),
  title: z.string(),
  order: z.number(),
  production: z.boolean(),
});

const laneSchema = z.object({
  environment: environmentSchema,
  rollouts: z.array(rolloutViewSchema).max(500),
  deployments: z.array(deploymentViewSchema).max(500),
  applications: z.array(applicationViewSchema).max(500),
});

/** Answer of `GET /v1/deliveries/by-entity/{kind}/{namespace}/{name}`. @public */
export const deliverySchema = z.object({
  entityRef: z.string(),
  version: z.string(),
  readAt: z.string(),
  linked: z.boolean(),
  selector: z.string().optional(),
  clusters: z.array(z.string()).max(500),
  lanes: z.array(laneSchema).max(100),
  stale: z.array(staleSourceSchema).max(500),
  recentOperations: z.array(operationSchema).max(20),
  history: releaseHistorySchema.optional(),
}) satisfies z.ZodType<Delivery>;

const deliverySummarySchema = z.object({
  entityRef: z.string(),
  title: z.string(),
  sentence: z.string(),
  lanes: z
    .array(
      z.object({
        environment: environmentSchema,
        state: laneStateSchema,
        liveTag: z.string().optional(),
        nextTag: z.string().optional(),
        since: z.string().optional(),
        mayAct: z.boolean(),
        whoMayAct: z.array(z.string()).max(100).optional(),
      }),
    )
    .max(100),
}) satisfies z.ZodType<DeliverySummary>;

/** Answer of `GET /v1/deliveries/summaries`. @public */
export const deliverySummariesSchema = z.object({
  items: z.array(deliverySummarySchema).max(5000),
  sources: z
    .array(
      z.object({
        name: z.string(),
        kind: z.enum(['cluster', 'argocd']),
        answering: z.boolean(),
        since: z.string().optional(),
      }),
    )
    .max(500),
}) satisfies z.ZodType<DeliverySummaries>;

/** Answer of `GET /v1/operations`. @public */
export const operationsSchema = z.object({
  items: z.array(operationSchema).max(100),
}) satisfies z.ZodType<{ items: Operation[] }>;

/** Answer 202 of both action routes. @public */
export const actionResponseSchema = z.object({
  operation: operationSchema,
}) satisfies z.ZodType<ActionResponse>;

/** Answer 409 of the action routes. @public */
export const stateChangedSchema = z.object({
  error: z.object({
    name: z.literal('StateChangedError'),
    message: z.string(),
  }),
  by: z
    .object({
      requestedBy: z.string(),
      requestedAt: z.string(),
      action: deliveryActionSchema,
    })
    .optional(),
  current: rolloutViewSchema,
}) satisfies z.ZodType<StateChanged>;

/** Message on `DELIVERY_SIGNAL_CHANNEL`. @public */
export const deliveryChangedSignalSchema = z.object({
  entityRefs: z.array(z.string()).max(10000),
  sources: z.boolean().optional(),
}) satisfies z.ZodType<DeliveryChangedSignal>;
