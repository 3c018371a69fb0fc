import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * Checks a part of the configuration and says which key is wrong, without
 * repeating its value: it may be a secret.
 */
export function parseConfig<TSchema extends z.ZodType>(
  schema: TSchema,
  value: unknown,
  key: string,
): z.output<TSchema> {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const problems = result.error.issues.map(issue => {
    const path = issue.path.map(part =>
      typeof part === 'number' ? `[${part}]` : `.${String(part)}`,
    );
    return `${key}${path.join('')}: ${issue.message}`;
  });
  throw new InputError(`Invalid configuration: ${problems.join('; ')}`);
}
