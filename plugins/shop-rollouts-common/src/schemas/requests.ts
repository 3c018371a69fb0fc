import { z } from 'zod';
import {
  ApplicationAction,
  ApplicationActionRequest,
  RolloutAction,
  RolloutActionRequest,
} from '../types';
import {
  entityRefSchema,
  namespaceSchema,
  objectNameSchema,
  seenStateSchema,
  upstreamNameSchema,
} from './values';

/** @public */
export const rolloutActionSchema = z.enum([
  'promote',
  'promote-full',
  'abort',
  'retry',
]) satisfies z.ZodType<RolloutAction>;

/** @public */
export const applicationActionSchema = z.enum([
  'sync',
  'refresh',
]) satisfies z.ZodType<ApplicationAction>;

const reasonSchema = z.string().trim().min(1).max(500).optional();

/**
 * Body of `POST /v1/rollouts/{cluster}/{namespace}/{name}/actions`.
 * @public
 */
export const rolloutActionRequestSchema = z.strictObject({
  entityRef: entityRefSchema,
  action: rolloutActionSchema,
  seen: seenStateSchema,
  reason: reasonSchema,
}) satisfies z.ZodType<RolloutActionRequest>;

/**
 * Body of `POST /v1/applications/{instance}/{namespace}/{name}/actions`.
 * @public
 */
export const applicationActionRequestSchema = z.strictObject({
  entityRef: entityRefSchema,
  action: applicationActionSchema,
  reason: reasonSchema,
}) satisfies z.ZodType<ApplicationActionRequest>;

/** Path parameters of a Rollout. @public */
export const rolloutParamsSchema = z.strictObject({
  cluster: upstreamNameSchema,
  namespace: namespaceSchema,
  name: objectNameSchema,
});

/** Path parameters of an Application. @public */
export const applicationParamsSchema = z.strictObject({
  instance: upstreamNameSchema,
  namespace: namespaceSchema,
  name: objectNameSchema,
});

const entityPartSchema = z
  .string()
  .regex(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,62})$/);

/** Path parameters of an entity. @public */
export const entityParamsSchema = z.strictObject({
  kind: entityPartSchema,
  namespace: entityPartSchema,
  name: entityPartSchema,
});

/** Query of `GET /v1/deliveries/summaries`. @public */
export const summariesQuerySchema = z.strictObject({
  filter: z.enum(['mine', 'waiting']),
});

/** Query of `GET /v1/operations`. @public */
export const operationsQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(10),
});

const millisSchema = z.coerce.number().int().min(0).max(8_640_000_000_000_000);

/**
 * Query of `GET /v1/operations/by-entity/{kind}/{namespace}/{name}`:
 * milliseconds since 1970.
 * @public
 */
export const entityOperationsQuerySchema = z.strictObject({
  from: millisSchema,
  to: millisSchema,
});
