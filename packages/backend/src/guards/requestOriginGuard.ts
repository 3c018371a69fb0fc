import { RequestHandler } from 'express';
import { NotAllowedError } from '@backstage/errors';
import { createForeignHeaderFinder } from './findForeignHeader';

/**
 * Refuses what a foreign page or a rebound DNS name sends.
 *
 * Health checks are exempt, because a kubelet asks by the pod's address.
 */
export function requestOriginGuard(options: {
  /** The portal's own base URLs. */
  baseUrls: string[];
}): RequestHandler {
  const findForeignHeader = createForeignHeaderFinder(options.baseUrls);
  return (request, _response, next) => {
    if (request.path.startsWith('/.backstage/health/')) {
      next();
      return;
    }
    const problem = findForeignHeader(request.headers);
    next(problem === undefined ? undefined : new NotAllowedError(problem));
  };
}
