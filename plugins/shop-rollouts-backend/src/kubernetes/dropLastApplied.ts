import { z } from 'zod';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const annotatedSchema = z.looseObject({
  metadata: z.looseObject({
    annotations: z.record(z.string(), z.unknown()),
  }),
});

/** kubectl's copy of the whole object would double what is kept in memory. */
export function dropLastApplied(value: unknown): unknown {
  const annotated = annotatedSchema.safeParse(value).data;
  if (!annotated) {
    return value;
  }
  const { [LAST_APPLIED]: _dropped, ...annotations } =
    annotated.metadata.annotations;
  return { ...annotated, metadata: { ...annotated.metadata, annotations } };
}
