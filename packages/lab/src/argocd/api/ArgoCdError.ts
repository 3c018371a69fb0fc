import { ErrorRequestHandler } from 'express';
import { z } from 'zod';

/** gRPC codes that Argo CD answers with, and what they are in HTTP. */
const HTTP_STATUS = {
  2: 500,
  3: 400,
  5: 404,
  7: 403,
  9: 400,
  16: 401,
} as const;

type GrpcCode = keyof typeof HTTP_STATUS;

export class ArgoCdError extends Error {
  constructor(readonly code: GrpcCode, message: string) {
    super(message);
  }
}

/** Errors as the gRPC gateway writes them. */
export const answerError: ErrorRequestHandler = (
  error,
  _request,
  response,
  // Express knows an error handler by its four parameters.
  _next,
) => {
  const { code, message } = toArgoCdError(error);
  response.status(HTTP_STATUS[code]).json({ error: message, code, message });
};

function toArgoCdError(error: unknown): ArgoCdError {
  if (error instanceof ArgoCdError) {
    return error;
  }
  if (error instanceof z.ZodError) {
    return new ArgoCdError(3, z.prettifyError(error));
  }
  if (error instanceof SyntaxError) {
    return new ArgoCdError(3, error.message);
  }
  return new ArgoCdError(2, error instanceof Error ? error.message : 'unknown');
}
