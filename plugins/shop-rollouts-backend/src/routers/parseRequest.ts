import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Checks a part of a request and says in plain words what is wrong. */
export function parseRequest<TSchema extends z.ZodType>(
  schema: TSchema,
  value: unknown,
): z.output<TSchema> {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const problems = result.error.issues.map(issue => {
    const path = issue.path.map(String).join('.');
    return path ? `${path}: ${issue.message}` : issue.message;
  });
  throw new InputError(`This request is not valid: ${problems.join('; ')}`);
}
