import { Request, RequestHandler } from 'express';
import { ArgoCdError } from './ArgoCdError';

/** The API token of each account. */
export interface AccountTokens {
  /** Reads and syncs. */
  portal: string;
  /** Only reads. */
  reader: string;
}

/**
 * Finds out who asks.
 *
 * @throws ArgoCdError where nobody is known by the token.
 */
export function authenticate(
  request: Request,
  tokens: AccountTokens,
): keyof AccountTokens {
  switch (request.headers.authorization) {
    case `Bearer ${tokens.portal}`:
      return 'portal';
    case `Bearer ${tokens.reader}`:
      return 'reader';
    default:
      throw new ArgoCdError(16, 'no session information');
  }
}

/** Argo CD takes this one spelling only, also for DELETE. */
export const exactContentType: RequestHandler = (request, response, next) => {
  const reads = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  if (reads || request.headers['content-type'] === 'application/json') {
    next();
    return;
  }
  response.status(415).type('text').send('Invalid content type\n');
};
