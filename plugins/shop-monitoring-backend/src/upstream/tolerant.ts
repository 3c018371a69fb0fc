import { z } from 'zod';

/**
 * A list that leaves out what it cannot read, so that one strange item does
 * not hide the others.
 */
export function tolerantArray<T>(item: z.ZodType<T>): z.ZodType<T[]> {
  return z.array(z.unknown()).transform(values =>
    values.flatMap(value => {
      const result = item.safeParse(value);
      return result.success ? [result.data] : [];
    }),
  );
}

/** Some servers write null for an empty list. */
export function nullAsEmpty<T>(list: z.ZodType<T[]>): z.ZodType<T[]> {
  return list.nullable().transform(items => items ?? []);
}

/** A part that is left out when it cannot be read. */
export function optionalPart<TSchema extends z.ZodType>(
  schema: TSchema,
): z.ZodCatch<z.ZodOptional<TSchema>> {
  return schema.optional().catch(undefined);
}
