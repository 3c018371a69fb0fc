import { z } from 'zod';
import { fieldDisplaySchema } from './fieldDisplay';
import { sourceStateSchema } from './sourceState';

const numberOrGap = z.number().nullable();

/** @public */
export const panelSeriesSchema = z.object({
  /** Unique in its panel. */
  id: z.string(),
  name: z.string(),
  refId: z.string(),
  labels: z.record(z.string(), z.string()),
  display: fieldDisplaySchema,
  /** Milliseconds since 1970, ascending. */
  times: z.array(z.number()),
  /** As long as `times`; null is a gap. */
  values: z.array(numberOrGap),
  /** Of all points, also those left out for want of pixels. */
  stats: z.object({
    last: numberOrGap,
    min: numberOrGap,
    max: numberOrGap,
    mean: numberOrGap,
  }),
  /** The panel's `legend.calcs`, in their order. */
  legend: z.array(numberOrGap),
});

/** @public */
export type PanelSeries = z.output<typeof panelSeriesSchema>;

/** One value of a stat, gauge or bar gauge. @public */
export const panelValueSchema = z.object({
  id: z.string(),
  name: z.string(),
  labels: z.record(z.string(), z.string()),
  display: fieldDisplaySchema,
  value: z.union([z.number(), z.string(), z.null()]),
  /** For a small graph behind the value. */
  spark: z
    .object({ times: z.array(z.number()), values: z.array(numberOrGap) })
    .optional(),
});

/** @public */
export type PanelValue = z.output<typeof panelValueSchema>;

/** @public */
export const panelTableSchema = z.object({
  columns: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['time', 'number', 'string', 'boolean', 'other']),
      display: fieldDisplaySchema,
    }),
  ),
  rows: z.array(
    z.array(z.union([z.number(), z.string(), z.boolean(), z.null()])),
  ),
  /** Rows beyond the first 1,000. */
  leftOut: z.number(),
});

/** @public */
export type PanelTable = z.output<typeof panelTableSchema>;

/** Answer of `POST …/dashboards/{uid}/panels/{panelId}/data`. @public */
export const panelDataSchema = z.object({
  source: sourceStateSchema,
  panelId: z.number(),
  /** Milliseconds since 1970: what the panel really covers. */
  from: z.number(),
  to: z.number(),
  /** Distance of the points that were asked for. */
  intervalMs: z.number(),
  /** Time series; otherwise empty. */
  series: z.array(panelSeriesSchema),
  /** Series beyond the first 100. */
  seriesLeftOut: z.number(),
  /** Stat, gauge, bar gauge; otherwise empty. */
  values: z.array(panelValueSchema),
  table: panelTableSchema.optional(),
  /** One for each query that failed; the others are drawn. */
  errors: z.array(z.object({ refId: z.string(), message: z.string() })),
  notices: z.array(z.string()),
});

/** @public */
export type PanelData = z.output<typeof panelDataSchema>;
