import { z } from 'zod';
import { optionalPart, tolerantArray } from '../../upstream/tolerant';

const anyObject = z.record(z.string(), z.unknown());

const gridPosSchema = z.object({
  x: z.number().default(0),
  y: z.number().default(0),
  w: z.number().default(24),
  h: z.number().default(8),
});

const thresholdsSchema = z.object({
  mode: z.enum(['absolute', 'percentage']).catch('absolute'),
  steps: tolerantArray(
    z.object({
      // The first has none, or null.
      value: z.number().nullish(),
      color: z.string(),
    }),
  ),
});

const mappingResult = z.object({
  text: z.string().optional(),
  color: z.string().optional(),
});

const mappingSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('value'),
    options: z.record(z.string(), mappingResult),
  }),
  z.object({
    type: z.literal('range'),
    options: z.object({
      from: z.number().nullish(),
      to: z.number().nullish(),
      result: mappingResult,
    }),
  }),
  z.object({
    type: z.literal('special'),
    options: z.object({
      match: z.enum(['true', 'false', 'null', 'nan', 'null+nan', 'empty']),
      result: mappingResult,
    }),
  }),
]);

export const fieldDefaultsSchema = z.object({
  unit: optionalPart(z.string()),
  decimals: optionalPart(z.number()),
  min: optionalPart(z.number()),
  max: optionalPart(z.number()),
  displayName: optionalPart(z.string()),
  noValue: optionalPart(z.string()),
  color: optionalPart(
    z.object({
      mode: z.string().optional(),
      fixedColor: z.string().optional(),
    }),
  ),
  thresholds: optionalPart(thresholdsSchema),
  mappings: optionalPart(tolerantArray(mappingSchema)),
  custom: optionalPart(anyObject),
});

const fieldConfigSchema = z.object({
  defaults: fieldDefaultsSchema.prefault({}),
  overrides: tolerantArray(
    z.object({
      matcher: z.object({ id: z.string(), options: z.unknown().optional() }),
      properties: tolerantArray(
        z.object({ id: z.string(), value: z.unknown().optional() }),
      ),
    }),
  ).default([]),
});

/** A reference by uid, the old one by name, or none for the default. */
export const dataSourceRefSchema = z
  .union([
    z.object({ uid: z.string().nullish(), type: z.string().nullish() }),
    z.string(),
  ])
  .nullish()
  .catch(undefined);

const targetSchema = z.object({
  refId: z.string().default('A'),
  hide: z.boolean().optional().catch(undefined),
  datasource: dataSourceRefSchema,
  expr: optionalPart(z.string()),
  range: optionalPart(z.boolean()),
  instant: optionalPart(z.boolean()),
  format: optionalPart(z.string()),
  legendFormat: optionalPart(z.string()),
  interval: optionalPart(z.string()),
  intervalFactor: optionalPart(z.number()),
});

const panelSchema = z.object({
  id: z.number().int().default(0),
  type: z.string().default(''),
  title: z.string().default(''),
  description: z.string().optional(),
  gridPos: gridPosSchema.default({ x: 0, y: 0, w: 24, h: 8 }),
  datasource: dataSourceRefSchema,
  targets: tolerantArray(targetSchema).default([]),
  options: anyObject.default({}),
  fieldConfig: fieldConfigSchema.prefault({}),
  transformations: tolerantArray(
    z.object({
      id: z.string(),
      options: anyObject.default({}),
      disabled: z.boolean().optional(),
    }),
  ).default([]),
  interval: z.string().nullish(),
  timeFrom: z.string().nullish(),
  timeShift: z.string().nullish(),
  collapsed: z.boolean().optional(),
  libraryPanel: optionalPart(z.object({ uid: z.string() })),
  repeat: z.string().nullish(),
  panels: optionalPart(z.array(z.unknown())),
});

const textOrList = z.union([
  z.string(),
  z.array(z.string()),
  z.number().transform(String),
]);

const variableSchema = z.object({
  name: z.string().regex(/^\w{1,100}$/),
  label: z.string().nullish(),
  type: z.string(),
  query: z.unknown().optional(),
  definition: z.unknown().optional(),
  regex: optionalPart(z.string()),
  current: optionalPart(
    z.object({ value: textOrList.optional(), text: textOrList.optional() }),
  ),
  options: optionalPart(
    tolerantArray(z.object({ value: textOrList, text: textOrList })),
  ),
  multi: z.boolean().nullish(),
  includeAll: z.boolean().nullish(),
  allValue: z.string().nullish(),
  sort: z.number().nullish(),
  hide: z.number().nullish(),
  datasource: dataSourceRefSchema,
});

/**
 * What is read of a dashboard, in the form that Grafana has had since its
 * beginning. Everything else in it is left out here.
 */
export const classicDashboardSchema = z.object({
  title: z.string().default(''),
  description: z.string().nullish(),
  tags: z.array(z.string()).default([]),
  time: z
    .object({ from: z.string(), to: z.string() })
    .catch({ from: 'now-6h', to: 'now' }),
  refresh: z.union([z.string(), z.boolean()]).nullish(),
  graphTooltip: z.number().nullish(),
  panels: tolerantArray(panelSchema).default([]),
  templating: z
    .object({ list: tolerantArray(variableSchema).default([]) })
    .default({ list: [] }),
  /** Set by us: the version that cannot be read. */
  problem: z.string().optional(),
});

export type ClassicDashboard = z.output<typeof classicDashboardSchema>;
export type ClassicPanel = z.output<typeof panelSchema>;
export type ClassicTarget = z.output<typeof targetSchema>;
export type ClassicVariable = z.output<typeof variableSchema>;
export type DataSourceRef = z.output<typeof dataSourceRefSchema>;
export type FieldConfig = z.output<typeof fieldConfigSchema>;
export type FieldDefaults = z.output<typeof fieldDefaultsSchema>;
export type Transformation = ClassicPanel['transformations'][0];

/** A panel from elsewhere; undefined when it is none. */
export function parsePanel(value: unknown): ClassicPanel | undefined {
  const result = panelSchema.safeParse(value);
  return result.success ? result.data : undefined;
}
