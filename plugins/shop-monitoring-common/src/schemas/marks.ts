import { z } from 'zod';
import { sourceStateSchema } from './sourceState';
import { watchEnvironmentSchema } from './state';
import { momentSchema } from './values';

/** @public */
export const markKindSchema = z.enum([
  'live',
  'rolledBack',
  'aborted',
  'preview',
]);

/** @public */
export type MarkKind = z.output<typeof markKindSchema>;

/** A moment of a release, for the charts. @public */
export const markSchema = z.object({
  id: z.string(),
  kind: markKindSchema,
  at: momentSchema,
  /** Full ref of the person; undefined: nobody pressed a button. */
  by: z.string().optional(),
  /** The release that it is about. */
  tag: z.string(),
  /** What was live before. */
  fromTag: z.string().optional(),
  reason: z.string().optional(),
});

/** @public */
export type Mark = z.output<typeof markSchema>;

/** Answer of `GET …/marks`; oldest first. @public */
export const marksAnswerSchema = z.object({
  environment: watchEnvironmentSchema,
  source: sourceStateSchema,
  items: z.array(markSchema),
});

/** @public */
export type MarksAnswer = z.output<typeof marksAnswerSchema>;
