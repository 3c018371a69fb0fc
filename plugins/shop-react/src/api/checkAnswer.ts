import { CustomErrorBase } from '@backstage/errors';
import { z } from 'zod';

/**
 * A backend answered with something that does not match its schema.
 * @public
 */
export class UnexpectedAnswerError extends CustomErrorBase {
  name = 'UnexpectedAnswerError' as const;
}

/**
 * An answer of a backend as its schema has it.
 *
 * @throws {@link UnexpectedAnswerError} when it does not match.
 * @public
 */
export function checkAnswer<T>(schema: z.ZodType<T>, answer: unknown): T {
  const result = schema.safeParse(answer);
  if (!result.success) {
    throw new UnexpectedAnswerError(
      'The backend answered with something unexpected',
      result.error,
    );
  }
  return result.data;
}
