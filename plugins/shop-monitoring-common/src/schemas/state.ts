import { z } from 'zod';
import { momentSchema } from './values';

/**
 * One state for the three vocabularies: `firing` is Grafana's and Prometheus'
 * firing and Datadog's Alert; `warning` is Datadog's Warn; `error` is a
 * monitor that cannot be evaluated. Whether it is muted is said apart.
 * @public
 */
export const watchStateSchema = z.enum([
  'firing',
  'warning',
  'pending',
  'recovering',
  'nodata',
  'error',
  'ok',
]);

/** @public */
export type WatchState = z.output<typeof watchStateSchema>;

/** A mute or silence that is in force. @public */
export const mutedSchema = z.object({
  by: z.string().optional(),
  /** Undefined: until somebody ends it. */
  until: momentSchema.optional(),
  reason: z.string().optional(),
});

/** @public */
export type Muted = z.output<typeof mutedSchema>;

/** An environment that the entity may be watched in. @public */
export const watchEnvironmentSchema = z.object({
  name: z.string(),
  title: z.string(),
  order: z.number(),
  production: z.boolean(),
});

/** @public */
export type WatchEnvironment = z.output<typeof watchEnvironmentSchema>;
