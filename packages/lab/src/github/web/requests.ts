import { Request, RequestHandler } from 'express';
import { GitHubContext } from '../GitHubContext';
import { Repository } from '../repositories';

/** What the person looks for is not there. */
export class NotFound extends Error {}

export function repositoryOf(
  { repositories }: GitHubContext,
  request: Request,
): Repository {
  const repository = repositories.find(request.params.repo);
  if (!repository) {
    throw new NotFound('This repository does not exist.');
  }
  return repository;
}

/**
 * Splits `<revision>/<path>`: a branch's name may hold slashes, so the longest
 * beginning that names a commit wins.
 */
export async function splitRevision(
  { git }: Repository,
  rest: string,
): Promise<{ revision: string; sha: string; path: string }> {
  const parts = rest.split('/').filter(Boolean);
  for (let length = parts.length; length > 0; length--) {
    const revision = parts.slice(0, length).join('/');
    const sha = await git.resolve(revision);
    if (sha !== undefined) {
      return { revision, sha, path: parts.slice(length).join('/') };
    }
  }
  throw new NotFound(`There is no commit ${rest}.`);
}

/**
 * Only this server's own pages may send forms. A browser always names the
 * page's origin with a POST.
 */
export const sameOrigin: RequestHandler = (request, response, next) => {
  if (request.headers.origin === `http://${request.headers.host}`) {
    next();
    return;
  }
  response.status(403).type('text').send('Only from this page itself.');
};
