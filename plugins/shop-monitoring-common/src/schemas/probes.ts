import { z } from 'zod';
import { sourceStateSchema } from './sourceState';
import { watchEnvironmentSchema, watchStateSchema } from './state';
import { momentSchema } from './values';

/** A blackbox probe of the entity. @public */
export const probeSchema = z.object({
  /** Name of the Prometheus. */
  instance: z.string(),
  /** What is probed, mostly an address; plain text, not a link. */
  target: z.string(),
  job: z.string().optional(),
  /** `ok` is up, `firing` is down. */
  state: watchStateSchema,
  httpStatus: z.number().optional(),
  durationSeconds: z.number().optional(),
  certificateExpiresAt: momentSchema.optional(),
});

/** @public */
export type Probe = z.output<typeof probeSchema>;

/** Answer of `GET …/probes`; down first. @public */
export const probesAnswerSchema = z.object({
  environment: watchEnvironmentSchema,
  sources: z.array(sourceStateSchema),
  items: z.array(probeSchema),
});

/** @public */
export type ProbesAnswer = z.output<typeof probesAnswerSchema>;
