import { z } from 'zod';
import {
  DNS_LABEL,
  DNS_SUBDOMAIN,
  FULL_ENTITY_REF,
  UPSTREAM_NAME,
} from '../annotations/patterns';

/** Values that both requests and answers carry, with their bounds. */

export const entityRefSchema = z
  .string()
  .max(200)
  .regex(FULL_ENTITY_REF, 'must be a full entity reference');

export const upstreamNameSchema = z
  .string()
  .regex(UPSTREAM_NAME, 'must be the name of a configured upstream');

export const namespaceSchema = z
  .string()
  .regex(DNS_LABEL, 'must be the name of a namespace');

export const objectNameSchema = z
  .string()
  .regex(DNS_SUBDOMAIN, 'must be the name of an object');

export const timeSchema = z.iso.datetime({ offset: true });

/** Empty while the controller has not written one yet. */
const hashSchema = z.string().regex(/^[a-z0-9-]{0,63}$/, 'must be a hash');

/**
 * Body field `seen` of a Rollout action.
 * @public
 */
export const seenStateSchema = z.strictObject({
  uid: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'must be a uid'),
  generation: z.int().min(0),
  podHash: hashSchema,
  stableHash: hashSchema,
  pauseConditions: z
    .array(
      z.strictObject({
        reason: z.string().regex(/^[A-Za-z]{1,64}$/, 'must be a reason'),
        startTime: timeSchema,
      }),
    )
    .max(10),
  stepIndex: z.int().min(0).max(1000).optional(),
});
