import { z } from 'zod';

const statusSchema = z.object({
  message: z.string().optional(),
  reason: z.string().optional(),
});

/** What a cluster answered instead of doing what it was asked. */
export class KubernetesApiError extends Error {
  static fromBody(
    code: number,
    body: unknown,
    retryAfterSeconds?: number,
  ): KubernetesApiError {
    const status = statusSchema.safeParse(parseJson(body));
    return new KubernetesApiError(
      code,
      status.data?.message ?? `The cluster answered with status ${code}`,
      status.data?.reason,
      retryAfterSeconds,
    );
  }

  constructor(
    readonly code: number,
    message: string,
    readonly reason?: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
    this.name = 'KubernetesApiError';
  }

  /** The version to resume from is gone: only a fresh list helps. */
  get isExpired(): boolean {
    return this.code === 410;
  }
}

function parseJson(body: unknown): unknown {
  if (typeof body !== 'string') {
    return body;
  }
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
