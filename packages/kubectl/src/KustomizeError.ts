import { CustomErrorBase } from '@backstage/errors';

/**
 * Kustomize could not build the folder. The message is what kustomize said,
 * with paths relative to the folder.
 *
 * @public
 */
export class KustomizeError extends CustomErrorBase {
  name = 'KustomizeError' as const;
}
