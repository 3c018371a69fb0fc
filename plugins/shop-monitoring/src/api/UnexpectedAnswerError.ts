import { CustomErrorBase } from '@backstage/errors';

/**
 * The backend answered with something that does not match its schema.
 * @public
 */
export class UnexpectedAnswerError extends CustomErrorBase {
  name = 'UnexpectedAnswerError' as const;
}
