import { z } from 'zod';
import { fieldDisplaySchema } from './fieldDisplay';
import { sourceStateSchema } from './sourceState';
import { watchEnvironmentSchema } from './state';
import { webAddressSchema } from './values';

/** A dashboard that the entity's selector chooses. @public */
export const dashboardSummarySchema = z.object({
  /** Name of the Grafana. */
  instance: z.string(),
  uid: z.string(),
  title: z.string(),
  folder: z.string().optional(),
  tags: z.array(z.string()),
  link: webAddressSchema,
});

/** @public */
export type DashboardSummary = z.output<typeof dashboardSummarySchema>;

/** Answer of `GET …/dashboards`; by title. @public */
export const dashboardsAnswerSchema = z.object({
  environment: watchEnvironmentSchema,
  sources: z.array(sourceStateSchema),
  items: z.array(dashboardSummarySchema),
});

/** @public */
export type DashboardsAnswer = z.output<typeof dashboardsAnswerSchema>;

/** @public */
export const dashboardVariableSchema = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(['query', 'custom', 'interval', 'constant', 'datasource']),
  /** Several values may be chosen. */
  multi: z.boolean(),
  hidden: z.boolean(),
  /** Set by the entity and the environment: not to be chosen. */
  bound: z.boolean(),
  /** `$__all` stands for all of them, where it is among the values. */
  options: z.array(z.object({ value: z.string(), text: z.string() })),
  current: z.array(z.string()),
  /** Why its options are not known. */
  problem: z.string().optional(),
});

/** @public */
export type DashboardVariable = z.output<typeof dashboardVariableSchema>;

/** @public */
export const panelKindSchema = z.enum([
  'timeseries',
  'stat',
  'gauge',
  'bargauge',
  'table',
  'text',
  'row',
  'unsupported',
]);

/** @public */
export type PanelKind = z.output<typeof panelKindSchema>;

/** @public */
export const reducerSchema = z.enum([
  'last',
  'lastNotNull',
  'first',
  'firstNotNull',
  'min',
  'max',
  'mean',
  'sum',
  'count',
  'range',
  'diff',
]);

/** @public */
export type Reducer = z.output<typeof reducerSchema>;

/** One panel, without its queries. @public */
export const panelSchema = z.object({
  id: z.number(),
  kind: panelKindSchema,
  /** Grafana's own type, for `This panel type (geomap) is not drawn here.` */
  type: z.string(),
  title: z.string(),
  description: z.string().optional(),
  /** 24 columns; a row of the grid is 30 px and 8 px apart. */
  gridPos: z.object({
    x: z.number(),
    y: z.number(),
    w: z.number(),
    h: z.number(),
  }),
  /** Id of the row that it lies in. */
  rowId: z.number().optional(),
  /** Rows only. */
  collapsed: z.boolean().optional(),
  /** Opens the panel in Grafana. */
  link: webAddressSchema,
  /** Why it is not drawn, beside its type: a transformation, a data source. */
  problem: z.string().optional(),
  display: fieldDisplaySchema,
  legend: z.object({
    show: z.boolean(),
    mode: z.enum(['list', 'table']),
    placement: z.enum(['bottom', 'right']),
    calcs: z.array(reducerSchema),
  }),
  /** Stat, gauge, bar gauge: how a series becomes one value. */
  calcs: z.array(reducerSchema),
  stat: z.object({
    colorMode: z.enum(['value', 'background', 'none']),
    graphMode: z.enum(['none', 'area']),
    textMode: z.enum(['auto', 'value', 'value_and_name', 'name', 'none']),
    orientation: z.enum(['auto', 'horizontal', 'vertical']),
  }),
  /** Text only; Markdown, or plain text. */
  text: z
    .object({ mode: z.enum(['markdown', 'plain']), content: z.string() })
    .optional(),
  /** A range of its own instead of the dashboard's: `2h`. */
  timeFrom: z.string().optional(),
  timeShift: z.string().optional(),
});

/** @public */
export type Panel = z.output<typeof panelSchema>;

/** @public */
export const dashboardSchema = dashboardSummarySchema.extend({
  description: z.string().optional(),
  /** As Grafana writes them: `now-6h`, `now`. */
  time: z.object({ from: z.string(), to: z.string() }),
  /** `30s`, or undefined for none. */
  refresh: z.string().optional(),
  /** Whether the charts share one cursor. */
  sharedCursor: z.boolean(),
  variables: z.array(dashboardVariableSchema),
  /** Rows flattened, in the order of the grid. */
  panels: z.array(panelSchema),
  /** What of the dashboard is not shown here. */
  notices: z.array(z.string()),
});

/** @public */
export type Dashboard = z.output<typeof dashboardSchema>;

/** Answer of `GET …/dashboards/{uid}`. @public */
export const dashboardAnswerSchema = z.object({
  environment: watchEnvironmentSchema,
  source: sourceStateSchema,
  /** Undefined when Grafana does not answer and never did. */
  dashboard: dashboardSchema.optional(),
});

/** @public */
export type DashboardAnswer = z.output<typeof dashboardAnswerSchema>;
