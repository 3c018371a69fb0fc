import { z } from 'zod';
import { linkProblemSchema, sourceStateSchema } from './sourceState';
import { watchEnvironmentSchema } from './state';
import { momentSchema } from './values';

const countsSchema = z.object({
  monitors: z.number(),
  alerts: z.number(),
  probes: z.number(),
});

/** @public */
export type WatchCounts = z.output<typeof countsSchema>;

/** Worst first. @public */
export const verdictSchema = z.enum([
  'notWell',
  'notKnown',
  'muted',
  'well',
  'notWatched',
]);

/** @public */
export type Verdict = z.output<typeof verdictSchema>;

/**
 * The parts of the one line about an entity in an environment;
 * `describeHealth` makes the sentence.
 * @public
 */
export const healthSchema = z.object({
  entityRef: z.string(),
  environment: watchEnvironmentSchema,
  verdict: verdictSchema,
  checkedAt: momentSchema,
  /** Everything that is watched, whatever its state. */
  counts: countsSchema,
  /** What alerts, without what is muted. */
  firing: countsSchema.extend({
    /** When the first of them began, where it is known. */
    since: momentSchema.optional(),
  }),
  muted: countsSchema.extend({
    /** When the last of the mutes ends; undefined: by hand. */
    until: momentSchema.optional(),
    /** Only if all are by the same person. */
    by: z.string().optional(),
  }),
  /** What went live within 30 minutes before `firing.since`. */
  release: z.object({ tag: z.string(), at: momentSchema }).optional(),
  sources: z.array(sourceStateSchema),
});

/** @public */
export type Health = z.output<typeof healthSchema>;

/**
 * Answer of `GET /v1/entities/{kind}/{namespace}/{name}/health`.
 * @public
 */
export const healthAnswerSchema = z.object({
  health: healthSchema,
  /** In their order on every screen. */
  environments: z.array(watchEnvironmentSchema),
  /** The service's name, as far as the annotations say one. */
  service: z.string().optional(),
  problems: z.array(linkProblemSchema),
});

/** @public */
export type HealthAnswer = z.output<typeof healthAnswerSchema>;

/** Answer of `GET /v1/health`. @public */
export const healthListSchema = z.object({
  /** One for each entity that may be read, and each of its environments. */
  items: z.array(
    z.object({
      title: z.string(),
      owner: z.string().optional(),
      health: healthSchema,
    }),
  ),
});

/** @public */
export type HealthList = z.output<typeof healthListSchema>;
