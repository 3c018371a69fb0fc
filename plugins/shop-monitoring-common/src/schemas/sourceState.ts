import { z } from 'zod';
import { momentSchema } from './values';

/** @public */
export const sourceNameSchema = z.enum([
  'datadog',
  'prometheus',
  'alertmanager',
  'grafana',
  'deliveries',
]);

/** @public */
export type SourceName = z.output<typeof sourceNameSchema>;

/**
 * Why a source has no fresh answer. `badAnswer`: not what its API promises,
 * also empty; `tooLarge`: more than the portal reads; `unreachable`: no
 * connection.
 * @public
 */
export const sourceReasonSchema = z.enum([
  'timeout',
  'unreachable',
  'unauthorized',
  'forbidden',
  'rateLimited',
  'serverError',
  'badAnswer',
  'tooLarge',
  'notFound',
]);

/** @public */
export type SourceReason = z.output<typeof sourceReasonSchema>;

/**
 * How one upstream stands. `live`: fresh; `stale`: shown is its last good
 * answer, of `asOf`; `failed`: there is none; `notLinked`: the entity does not
 * ask for it, `annotation` is the line that would; `notConfigured`: this
 * portal has no such upstream. `describeSource` makes the sentence of it.
 * @public
 */
export const sourceStateSchema = z.object({
  source: sourceNameSchema,
  /** Name of the configured instance, where there can be several. */
  instance: z.string().optional(),
  status: z.enum(['live', 'stale', 'failed', 'notLinked', 'notConfigured']),
  asOf: momentSchema.optional(),
  reason: sourceReasonSchema.optional(),
  /** On `rateLimited`: when it may be asked again. */
  retryAt: momentSchema.optional(),
  /** On `timeout`: how long it was waited for. */
  timeoutSeconds: z.number().optional(),
  /** On `notLinked`: the exact line for catalog-info.yaml. */
  annotation: z.string().optional(),
});

/** @public */
export type SourceState = z.output<typeof sourceStateSchema>;

/** An annotation of the entity that cannot be used. @public */
export const linkProblemSchema = z.object({
  annotation: z.string(),
  message: z.string(),
});
