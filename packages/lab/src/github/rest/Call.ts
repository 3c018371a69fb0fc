import { Request, Response } from 'express';
import { z } from 'zod';
import { Account } from '../accounts';
import { GitRepository } from '../git/GitRepository';
import { GitHubContext } from '../GitHubContext';
import { Repository } from '../Repositories';
import { GitHubError } from './GitHubError';

/** What is answered, as JSON, to a call that concerns a repository. */
export type Endpoint = (call: Call) => Promise<unknown>;

/** Adds an endpoint below `/repos/:owner/:repo`. */
export type AddEndpoint = (
  method: 'get' | 'patch' | 'post' | 'put',
  path: string,
  endpoint: Endpoint,
) => void;

const pageSchema = z.object({
  per_page: z.coerce.number().int().min(0).max(100).catch(30),
  page: z.coerce.number().int().min(1).catch(1),
});

/** One call of the API that concerns a repository. */
export class Call {
  readonly git: GitRepository;
  readonly params: Record<string, string>;
  readonly body: unknown;

  constructor(
    readonly context: GitHubContext,
    readonly repository: Repository,
    /** Who asks. */
    readonly account: Account,
    readonly request: Request,
    readonly response: Response,
  ) {
    this.git = repository.git;
    this.params = request.params;
    this.body = request.body;
  }

  query(name: string): string | undefined {
    const value = this.request.query[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** The commit that is named, by default the one of `main`. */
  async commit(revision = 'main'): Promise<string> {
    const sha = await this.git.resolve(revision);
    if (sha === undefined) {
      throw GitHubError.notFound();
    }
    return sha;
  }

  /** One page of a list, with the `Link` header by which clients find others. */
  paginate<T>(items: T[]): T[] {
    const { originalUrl, query, headers } = this.request;
    const { per_page: size, page } = pageSchema.parse(query);
    const last = Math.max(1, Math.ceil(items.length / Math.max(1, size)));
    const others = { first: 1, prev: page - 1, next: page + 1, last };
    const links = Object.entries(others)
      .filter(([, to]) => to >= 1 && to <= last && to !== page)
      .map(([relation, to]) => {
        const url = new URL(originalUrl, `http://${headers.host}`);
        url.searchParams.set('page', String(to));
        return `<${url}>; rel="${relation}"`;
      });
    this.response.setHeader('Link', links.join(', '));
    return items.slice((page - 1) * size, page * size);
  }
}
