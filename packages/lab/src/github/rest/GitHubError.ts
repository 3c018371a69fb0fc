import { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { GitError } from '../git/runGit';

/** An answer other than success, as GitHub words it. */
export class GitHubError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors?: Record<string, string>[],
  ) {
    super(message);
    this.name = 'GitHubError';
  }

  static notFound(): GitHubError {
    return new GitHubError(404, 'Not Found');
  }

  /** A request that GitHub understands and refuses. */
  static invalid(resource: string, field: string, message: string) {
    const errors = [{ resource, field, code: 'custom', message }];
    return new GitHubError(422, 'Validation Failed', errors);
  }
}

export const answerErrors: ErrorRequestHandler = (
  error,
  _request,
  response,
  _next,
) => {
  const { status, message, errors } = asGitHubError(error);
  const documentation_url = 'https://docs.github.com/rest';
  const body = { message, errors, documentation_url, status: String(status) };
  response.status(status).json(body);
};

function asGitHubError(error: unknown): GitHubError {
  if (error instanceof GitHubError) {
    return error;
  }
  if (error instanceof z.ZodError) {
    const text = z.prettifyError(error);
    return new GitHubError(422, `Invalid request.\n\n${text}`);
  }
  // Every name and hash that git is given comes from the request.
  if (error instanceof GitError) {
    return new GitHubError(422, error.message);
  }
  if (error instanceof SyntaxError) {
    return new GitHubError(400, 'Problems parsing JSON');
  }
  process.stderr.write(`GitHub: ${error}\n`);
  return new GitHubError(500, 'Server Error');
}
