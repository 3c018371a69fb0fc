import { ErrorRequestHandler, RequestHandler } from 'express';
import { z } from 'zod';
import { BranchMovedError } from '../repositories';

export interface FieldError {
  resource: string;
  field?: string;
  code: string;
  message?: string;
}

/** An answer other than success, as GitHub words it. */
export class GitHubError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors?: FieldError[],
  ) {
    super(message);
    this.name = 'GitHubError';
  }

  static notFound(): GitHubError {
    return new GitHubError(404, 'Not Found');
  }

  static emptyRepository(): GitHubError {
    return new GitHubError(409, 'Git Repository is empty.');
  }

  static invalid(...errors: FieldError[]): GitHubError {
    return new GitHubError(422, 'Validation Failed', errors);
  }
}

export const unknownRoute: RequestHandler = () => {
  throw GitHubError.notFound();
};

export const answerErrors: ErrorRequestHandler = (
  error,
  _request,
  response,
  next,
) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const { status, message, errors } = asGitHubError(error);
  response.status(status).json({
    message,
    errors,
    documentation_url: 'https://docs.github.com/rest',
    status: String(status),
  });
};

const bodyError = z.object({ type: z.string(), status: z.number() });

function asGitHubError(error: unknown): GitHubError {
  if (error instanceof GitHubError) {
    return error;
  }
  if (error instanceof z.ZodError) {
    const text = z.prettifyError(error);
    return new GitHubError(422, `Invalid request.\n\n${text}`);
  }
  if (error instanceof BranchMovedError) {
    return new GitHubError(409, 'Base branch was modified. Review and retry.');
  }
  const body = bodyError.safeParse(error);
  if (body.success && body.data.type === 'entity.parse.failed') {
    return new GitHubError(400, 'Problems parsing JSON');
  }
  if (body.success && body.data.status < 500) {
    return new GitHubError(body.data.status, 'Unacceptable request body');
  }
  process.stderr.write(`GitHub: ${error}\n`);
  return new GitHubError(500, 'Server Error');
}
