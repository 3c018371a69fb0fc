import { z } from 'zod';

const unarySchema = z.object({ message: z.string() });
const streamSchema = z.object({ error: z.object({ message: z.string() }) });

/** What Argo CD answered instead of doing what it was asked. */
export class ArgoCdApiError extends Error {
  static async fromResponse(
    instance: string,
    response: Response,
  ): Promise<ArgoCdApiError> {
    const text = await response.text().catch(() => '');
    return new ArgoCdApiError(
      instance,
      response.status,
      readMessage(text) ?? `It answered with status ${response.status}`,
    );
  }

  constructor(
    readonly instance: string,
    readonly code: number,
    message: string,
  ) {
    super(message);
    this.name = 'ArgoCdApiError';
  }
}

function readMessage(text: string): string | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return (
      unarySchema.safeParse(body).data?.message ??
      streamSchema.safeParse(body).data?.error.message
    );
  } catch {
    return text.trim().slice(0, 200) || undefined;
  }
}
