import { z } from 'zod';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const objectSchema = z.looseObject({
  metadata: z.looseObject({
    managedFields: z.unknown().optional(),
    annotations: z.record(z.string(), z.unknown()).optional(),
  }),
});

/**
 * Drops what appliers keep for themselves: it would double what is kept in
 * memory.
 */
export function dropBookkeeping(value: unknown): unknown {
  const object = objectSchema.safeParse(value).data;
  if (!object) {
    return value;
  }
  const { managedFields: _fields, annotations, ...metadata } = object.metadata;
  if (!annotations) {
    return { ...object, metadata };
  }
  const { [LAST_APPLIED]: _applied, ...kept } = annotations;
  return { ...object, metadata: { ...metadata, annotations: kept } };
}
