import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { describeIssues } from '../describeIssues';

/** Checks a part of a request and says in plain words what is wrong. */
export function parseRequest<TSchema extends z.ZodType>(
  schema: TSchema,
  value: unknown,
): z.output<TSchema> {
  const result = schema.safeParse(value);
  if (!result.success) {
    throw new InputError(
      `This request is not valid: ${describeIssues(result.error)}`,
    );
  }
  return result.data;
}
