import { z } from 'zod';
import { sourceStateSchema } from './sourceState';
import { mutedSchema, watchEnvironmentSchema, watchStateSchema } from './state';
import { momentSchema, webAddressSchema } from './values';

/** @public */
export const monitorGroupSchema = z.object({
  /** As Datadog writes it: `service:storefront,env:prod`. */
  name: z.string(),
  state: watchStateSchema,
  rawState: z.string(),
  since: momentSchema.optional(),
  muted: mutedSchema.optional(),
});

/** @public */
export type MonitorGroup = z.output<typeof monitorGroupSchema>;

/** A Datadog monitor of the entity. @public */
export const monitorSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: watchStateSchema,
  /** Datadog's own word. */
  rawState: z.string(),
  since: momentSchema.optional(),
  muted: mutedSchema.optional(),
  /** Plain text, without Datadog's template syntax and notification handles. */
  message: z.string(),
  type: z.string(),
  query: z.string(),
  thresholds: z.object({
    critical: z.number().optional(),
    warning: z.number().optional(),
  }),
  priority: z.number().optional(),
  link: webAddressSchema,
  /** Worst first; only those of the environment where a group names one. */
  groups: z.array(monitorGroupSchema),
});

/** @public */
export type Monitor = z.output<typeof monitorSchema>;

/** Answer of `GET …/monitors`; worst first. @public */
export const monitorsAnswerSchema = z.object({
  environment: watchEnvironmentSchema,
  source: sourceStateSchema,
  items: z.array(monitorSchema),
});

/** @public */
export type MonitorsAnswer = z.output<typeof monitorsAnswerSchema>;
