import { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { findAccount, Tokens } from '../authentication';
import { GitHubContext } from '../GitHubContext';
import { Account } from '../identities';
import { Repository } from '../repositories';
import { GitHubError } from './GitHubError';

const accounts = new WeakMap<Request, Account>();

/** Every call needs a token: the organisation is private. */
export function requireToken(tokens: Tokens): RequestHandler {
  return (request, response, next) => {
    const { authorization } = request.headers;
    const account = findAccount(authorization, tokens);
    if (!account) {
      const message = authorization
        ? 'Bad credentials'
        : 'Requires authentication';
      throw new GitHubError(401, message);
    }
    accounts.set(request, account);
    response.setHeader('X-GitHub-Media-Type', 'github.v3; format=json');
    next();
  };
}

export function accountOf(request: Request): Account {
  const account = accounts.get(request);
  if (!account) {
    throw new GitHubError(401, 'Requires authentication');
  }
  return account;
}

/** The repository that the path names, or 404. */
export function repositoryOf(
  { links, repositories }: GitHubContext,
  request: Request,
): Repository {
  const { owner = '', repo = '' } = request.params;
  const ours = owner.toLowerCase() === links.organization.toLowerCase();
  const repository = ours ? repositories.find(repo) : undefined;
  if (!repository) {
    throw GitHubError.notFound();
  }
  return repository;
}

/** The commit that a request names, by default the one of `main`. */
export async function commitOf(
  { git }: Repository,
  revision: unknown,
): Promise<string> {
  const named = typeof revision === 'string' && revision !== '';
  const sha = await git.resolve(named ? revision : 'main');
  if (sha === undefined) {
    throw GitHubError.notFound();
  }
  return sha;
}

export async function refuseEmpty({ git }: Repository): Promise<void> {
  if ((await git.refs('refs/heads')).length === 0) {
    throw GitHubError.emptyRepository();
  }
}

/** The raw text instead of JSON around it. */
export function wantsRaw(request: Request): boolean {
  return /application\/vnd\.github\.(v3\.)?raw\b/.test(
    request.headers.accept ?? '',
  );
}

const pageSchema = z.object({
  per_page: z.coerce.number().int().min(0).max(100).catch(30),
  page: z.coerce.number().int().min(1).catch(1),
});

/** One page of a list, with the `Link` header by which clients find others. */
export function paginate<T>(
  request: Request,
  response: Response,
  origin: string,
  items: T[],
): T[] {
  const { per_page: size, page } = pageSchema.parse(request.query);
  const last = Math.max(1, Math.ceil(items.length / Math.max(1, size)));
  const link = (target: number, relation: string) => {
    const url = new URL(request.originalUrl, origin);
    url.searchParams.set('page', String(target));
    return `<${url}>; rel="${relation}"`;
  };
  const before = page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : [];
  const after = page < last ? [link(page + 1, 'next'), link(last, 'last')] : [];
  if (before.length + after.length > 0) {
    response.setHeader('Link', [...before, ...after].join(', '));
  }
  return items.slice((page - 1) * size, page * size);
}
