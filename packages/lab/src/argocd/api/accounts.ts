import { Request, RequestHandler } from 'express';
import { Application, timestamp } from '../Application';
import { ArgoCdError } from './ArgoCdError';

/** The API token of each account. */
export interface AccountTokens {
  /** Reads and syncs. */
  portal: string;
  /** Only reads. */
  reader: string;
}

export type Account = keyof AccountTokens;

/**
 * Finds out who asks.
 *
 * @throws ArgoCdError where nobody is known by the token.
 */
export function authenticate(request: Request, tokens: AccountTokens): Account {
  switch (request.headers.authorization) {
    case `Bearer ${tokens.portal}`:
      return 'portal';
    case `Bearer ${tokens.reader}`:
      return 'reader';
    default:
      throw new ArgoCdError(16, 'no session information');
  }
}

/** @throws ArgoCdError where the account may not do it. */
export function requireSync(
  account: Account,
  { metadata, spec }: Application,
): void {
  if (account !== 'portal') {
    throw new ArgoCdError(
      7,
      `permission denied: applications, sync, ${spec.project}/${
        metadata.name
      }, sub: ${account}, iat: ${timestamp()}`,
    );
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
