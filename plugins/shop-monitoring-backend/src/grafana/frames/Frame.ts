import { z } from 'zod';
import { tolerantArray, optionalPart } from '../../upstream/tolerant';

const FIELD_TYPES = ['time', 'number', 'string', 'boolean'] as const;

const wireFieldSchema = z.object({
  name: z.string().default(''),
  type: z.string().default('other'),
  labels: optionalPart(z.record(z.string(), z.string())),
  config: optionalPart(
    z.object({
      displayNameFromDS: optionalPart(z.string()),
      unit: optionalPart(z.string()),
      interval: optionalPart(z.number()),
    }),
  ),
});

const frameSchema = z
  .object({
    schema: z.object({
      name: z.string().optional(),
      refId: z.string().optional(),
      meta: optionalPart(
        z.object({
          notices: optionalPart(tolerantArray(z.object({ text: z.string() }))),
        }),
      ),
      fields: z.array(wireFieldSchema).nullish(),
    }),
    data: z.object({ values: z.array(z.array(z.unknown())) }).nullish(),
  })
  .transform(
    ({ schema, data }): Frame => ({
      name: schema.name,
      refId: schema.refId ?? '',
      notices: (schema.meta?.notices ?? []).map(({ text }) => text),
      // What is no number travels as null, and is drawn as a gap.
      fields: (schema.fields ?? []).map((field, index) => ({
        name: field.name,
        type: FIELD_TYPES.find(type => type === field.type) ?? 'other',
        labels: field.labels ?? {},
        displayName: field.config?.displayNameFromDS,
        unit: field.config?.unit,
        interval: field.config?.interval,
        values: data?.values[index] ?? [],
      })),
    }),
  );

export const queryResultsSchema = z.object({
  results: z.record(
    z.string(),
    z.object({
      frames: tolerantArray(frameSchema).nullish(),
      error: z.string().optional(),
    }),
  ),
});

export type QueryResults = z.output<typeof queryResultsSchema>['results'];

export interface Field {
  name: string;
  type: 'time' | 'number' | 'string' | 'boolean' | 'other';
  labels: Record<string, string>;
  /** A name that the data source gave. */
  displayName?: string;
  unit?: string;
  /** Distance of its times in milliseconds. */
  interval?: number;
  values: unknown[];
}

/** A table of columns; also each time series is one. */
export interface Frame {
  name?: string;
  refId: string;
  notices: string[];
  fields: Field[];
}

/** The name that people see, and that a dashboard's settings refer to. */
export function fieldTitle(field: Field, frame: Frame): string {
  if (field.displayName) {
    return field.displayName;
  }
  const valueFields = frame.fields.filter(({ type }) => type !== 'time');
  if (field.type !== 'time' && frame.name && valueFields.length === 1) {
    return frame.name;
  }
  const labels = Object.entries(field.labels).map(
    ([name, value]) => `${name}="${value}"`,
  );
  const isGeneric = field.name === 'Value' || field.name === '';
  if (labels.length === 0) {
    return field.name || 'Value';
  }
  return isGeneric
    ? `{${labels.join(', ')}}`
    : `${field.name} {${labels.join(', ')}}`;
}

export function toNumberOrGap(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
