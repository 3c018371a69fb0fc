import { z } from 'zod';
import { sourceStateSchema } from './sourceState';
import { mutedSchema, watchEnvironmentSchema, watchStateSchema } from './state';
import { momentSchema, webAddressSchema } from './values';

/** A silence in Alertmanager that covers alerts of the entity. @public */
export const silenceSchema = z.object({
  id: z.string(),
  /** Name of the Prometheus whose Alertmanager it is in. */
  instance: z.string(),
  by: z.string(),
  comment: z.string(),
  startsAt: momentSchema,
  endsAt: momentSchema,
  /** As text: `service="storefront"`. */
  matchers: z.array(z.string()),
  link: webAddressSchema,
});

/** @public */
export type Silence = z.output<typeof silenceSchema>;

/** An alert that is pending or fires. @public */
export const alertSchema = z.object({
  /** Stable while it fires. */
  id: z.string(),
  /** Name of the Prometheus. */
  instance: z.string(),
  name: z.string(),
  state: watchStateSchema,
  rawState: z.string(),
  since: momentSchema.optional(),
  severity: z.string().optional(),
  summary: z.string().optional(),
  description: z.string().optional(),
  value: z.number().optional(),
  labels: z.record(z.string(), z.string()),
  query: z.string(),
  /** How long the condition must hold before it fires. */
  forSeconds: z.number(),
  muted: mutedSchema.optional(),
  /** Ids of `silences`. */
  silencedBy: z.array(z.string()),
  runbook: webAddressSchema.optional(),
  link: webAddressSchema,
});

/** @public */
export type Alert = z.output<typeof alertSchema>;

/** A rule that watches the entity, whatever its state. @public */
export const alertRuleSchema = z.object({
  instance: z.string(),
  name: z.string(),
  state: watchStateSchema,
  query: z.string(),
  forSeconds: z.number(),
  /** Why it cannot be evaluated. */
  problem: z.string().optional(),
});

/** @public */
export type AlertRule = z.output<typeof alertRuleSchema>;

/** Answer of `GET …/alerts`; worst first. @public */
export const alertsAnswerSchema = z.object({
  environment: watchEnvironmentSchema,
  /** Each Prometheus, and each Alertmanager. */
  sources: z.array(sourceStateSchema),
  items: z.array(alertSchema),
  rules: z.array(alertRuleSchema),
  silences: z.array(silenceSchema),
});

/** @public */
export type AlertsAnswer = z.output<typeof alertsAnswerSchema>;
