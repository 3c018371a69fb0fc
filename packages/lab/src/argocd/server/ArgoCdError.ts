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

export type GrpcCode = keyof typeof HTTP_STATUS;

export class ArgoCdError extends Error {
  constructor(readonly code: GrpcCode, message: string) {
    super(message);
  }
}

export function invalidArgument(message: string): ArgoCdError {
  return new ArgoCdError(3, message);
}

export function notFound(message: string): ArgoCdError {
  return new ArgoCdError(5, message);
}

export function permissionDenied(details?: string): ArgoCdError {
  return new ArgoCdError(
    7,
    details ? `permission denied: ${details}` : 'permission denied',
  );
}

export function failedPrecondition(message: string): ArgoCdError {
  return new ArgoCdError(9, message);
}

/** Errors as the gRPC gateway writes them. */
export const answerError: ErrorRequestHandler = (
  error,
  _request,
  response,
  next,
) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const { code, message } = toArgoCdError(error);
  response.status(HTTP_STATUS[code]).json({ error: message, code, message });
};

function toArgoCdError(error: unknown): ArgoCdError {
  if (error instanceof ArgoCdError) {
    return error;
  }
  if (error instanceof z.ZodError) {
    return invalidArgument(z.prettifyError(error));
  }
  if (error instanceof SyntaxError) {
    return invalidArgument(error.message);
  }
  return new ArgoCdError(2, error instanceof Error ? error.message : 'unknown');
}
