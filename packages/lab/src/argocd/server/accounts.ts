import { Request, RequestHandler } from 'express';
import { Application, timestamp } from '../Application';
import { ArgoCdError, permissionDenied } from './ArgoCdError';

export interface AccountTokens {
  portal: string;
  reader: string;
  admin: string;
}

export type Action = 'get' | 'sync';

/** Actions that Argo CD has for Applications; it refuses to judge others. */
export const KNOWN_ACTIONS = [
  'get',
  'create',
  'update',
  'delete',
  'sync',
  'override',
  'action',
  'invoke',
];

/** Who asks, and what they may do. */
export class Account {
  constructor(
    readonly username: string,
    private readonly issuedAt: string,
    private readonly actions: readonly string[],
    /** Undefined for all of them. */
    private readonly projects: readonly string[] | undefined,
  ) {}

  allows(action: string, project: string): boolean {
    return (
      this.actions.includes(action) &&
      (this.projects === undefined || this.projects.includes(project))
    );
  }

  /** @throws ArgoCdError where the account may not do it. */
  require(action: Action, { metadata, spec }: Application): void {
    if (!this.allows(action, spec.project)) {
      throw permissionDenied(
        `applications, ${action}, ${spec.project}/${metadata.name}, sub: ${this.username}, iat: ${this.issuedAt}`,
      );
    }
  }
}

/** Finds out who asks, by the API token of an account. */
export class Authenticator {
  private readonly accounts: ReadonlyMap<string, Account>;

  constructor(tokens: AccountTokens, projects: readonly string[]) {
    const now = timestamp();
    this.accounts = new Map([
      [tokens.portal, new Account('portal', now, ['get', 'sync'], projects)],
      [tokens.reader, new Account('reader', now, ['get'], projects)],
      [tokens.admin, new Account('admin', now, KNOWN_ACTIONS, undefined)],
    ]);
  }

  /** @throws ArgoCdError where nobody is known by the token. */
  authenticate(request: Request): Account {
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '');
    const cookie = /(?:^|; )argocd\.token=([^;]+)/.exec(
      request.headers.cookie ?? '',
    );
    const token = bearer?.[1] ?? cookie?.[1];
    const account = token === undefined ? undefined : this.accounts.get(token);
    if (!account) {
      throw new ArgoCdError(16, 'no session information');
    }
    return account;
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
