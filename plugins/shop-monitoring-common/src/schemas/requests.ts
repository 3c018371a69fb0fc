import { z } from 'zod';

const entityPartSchema = z
  .string()
  .regex(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,62})$/);

const environmentNameSchema = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$/);

const uidSchema = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/);

const millisSchema = z.coerce.number().int().min(0).max(8_640_000_000_000_000);

/** 31 days. */
const MAX_RANGE_MILLIS = 31 * 24 * 60 * 60_000;

interface Range {
  from: number;
  to: number;
}

function isOrdered({ from, to }: Range): boolean {
  return from < to && to - from <= MAX_RANGE_MILLIS;
}

const RANGE_MESSAGE = 'from must be before to, at most 31 days';

/** Path parameters of an entity. @public */
export const entityParamsSchema = z.strictObject({
  kind: entityPartSchema,
  namespace: entityPartSchema,
  name: entityPartSchema,
});

/** Path parameters of a dashboard. @public */
export const dashboardParamsSchema = entityParamsSchema.extend({
  uid: uidSchema,
});

/** Path parameters of a panel. @public */
export const panelParamsSchema = dashboardParamsSchema.extend({
  panelId: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
});

/**
 * Query of every route of an entity. Without `env` it is the last of its
 * environments, mostly production.
 * @public
 */
export const environmentQuerySchema = z.strictObject({
  env: environmentNameSchema.optional(),
});

/** Query of `GET …/marks`: milliseconds since 1970. @public */
export const marksQuerySchema = environmentQuerySchema
  .extend({ from: millisSchema, to: millisSchema })
  .refine(isOrdered, RANGE_MESSAGE);

/** Query of `GET …/dashboards/{uid}`: `var-<name>`, repeatable. @public */
export const dashboardQuerySchema = environmentQuerySchema.catchall(
  z.union([z.string().max(500), z.array(z.string().max(500)).max(100)]),
);

const entityRefSchema = z
  .string()
  .regex(/^[^\s:/,;]{1,63}:[^\s:/,;]{1,63}\/[^\s:/,;]{1,63}$/);

/** Query of `GET /v1/health`: at most 100 entities. @public */
export const healthListQuerySchema = environmentQuerySchema.extend({
  entityRef: z
    .union([
      entityRefSchema.transform(ref => [ref]),
      z.array(entityRefSchema).min(1).max(100),
    ])
    .transform(refs => [...new Set(refs)]),
});

/** Values of variables by name. @public */
export const variableValuesSchema = z.record(
  z.string().regex(/^\w{1,100}$/),
  z.array(z.string().max(500)).max(100),
);

/** @public */
export type VariableValues = z.output<typeof variableValuesSchema>;

/** Body of `POST …/dashboards/{uid}/panels/{panelId}/data`. @public */
export const panelDataRequestSchema = z
  .strictObject({
    env: environmentNameSchema.optional(),
    /** Milliseconds since 1970. */
    from: z.number().int().min(0),
    to: z.number().int().min(0),
    /** What is missing here is as the dashboard has it. */
    variables: variableValuesSchema.default({}),
    /** Pixels. */
    width: z.number().int().min(50).max(4000),
  })
  .refine(isOrdered, RANGE_MESSAGE);

/** @public */
export type PanelDataRequest = z.input<typeof panelDataRequestSchema>;
