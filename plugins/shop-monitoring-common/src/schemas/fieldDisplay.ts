import { z } from 'zod';

const mappingResultSchema = z.object({
  text: z.string().optional(),
  /** A name of Grafana's palette, or a CSS colour; untrusted. */
  color: z.string().optional(),
});

/**
 * What to show instead of a value. The first that matches wins.
 * @public
 */
export const valueMappingSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('value'),
    value: z.string(),
    result: mappingResultSchema,
  }),
  z.object({
    type: z.literal('range'),
    from: z.number().nullable(),
    to: z.number().nullable(),
    result: mappingResultSchema,
  }),
  z.object({
    type: z.literal('special'),
    match: z.enum(['true', 'false', 'null', 'nan', 'null+nan', 'empty']),
    result: mappingResultSchema,
  }),
]);

/** @public */
export type ValueMapping = z.output<typeof valueMappingSchema>;

/** @public */
export const thresholdsSchema = z.object({
  /** `percentage` is relative to min and max of the field. */
  mode: z.enum(['absolute', 'percentage']),
  /** Ascending; the first value is null, the base. */
  steps: z.array(z.object({ value: z.number().nullable(), color: z.string() })),
});

/** @public */
export type Thresholds = z.output<typeof thresholdsSchema>;

/**
 * How values of one series or column are shown, overrides applied.
 * @public
 */
export const fieldDisplaySchema = z.object({
  /** Grafana's unit id, for `formatValue`. */
  unit: z.string().optional(),
  decimals: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Text where there is no value. */
  noValue: z.string().optional(),
  colorMode: z.string().optional(),
  fixedColor: z.string().optional(),
  thresholds: thresholdsSchema.optional(),
  mappings: z.array(valueMappingSchema),
  hidden: z.boolean(),
  /** Time series only. */
  draw: z.object({
    style: z.enum(['line', 'bars', 'points']),
    interpolation: z.enum(['linear', 'smooth', 'stepBefore', 'stepAfter']),
    lineWidth: z.number(),
    fillOpacity: z.number(),
    stacking: z.enum(['none', 'normal', 'percent']),
    /** True, false, or the longest gap in milliseconds that is joined. */
    spanNulls: z.union([z.boolean(), z.number()]),
    axisPlacement: z.enum(['auto', 'left', 'right', 'hidden']),
    axisLabel: z.string().optional(),
    thresholds: z.enum(['off', 'line', 'area', 'line+area']),
  }),
});

/** @public */
export type FieldDisplay = z.output<typeof fieldDisplaySchema>;
