export interface StatusCause {
  reason?: string;
  message?: string;
  field?: string;
}

/** The body of every answer of a Kubernetes API server that is not an object. */
export interface Status {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: { continue?: string };
  status: 'Failure' | 'Success';
  message?: string;
  reason?: string;
  details?: {
    name?: string;
    group?: string;
    kind?: string;
    uid?: string;
    causes?: StatusCause[];
    retryAfterSeconds?: number;
  };
  code?: number;
}

/** A refusal, with the `Status` that a real server would answer. */
export class ApiError extends Error {
  readonly status: Status;

  constructor(
    readonly code: number,
    reason: string,
    message: string,
    details?: Status['details'],
    metadata: Status['metadata'] = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata,
      status: 'Failure',
      message,
      reason,
      ...(details && { details }),
      code,
    };
  }

  /** True for an `ApiError` with this reason, such as `NotFound`. */
  static is(error: unknown, reason: string): error is ApiError {
    return error instanceof ApiError && error.status.reason === reason;
  }
}
