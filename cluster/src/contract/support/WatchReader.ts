import { IncomingMessage } from 'http';
import { createInterface, Interface } from 'readline';
import { z } from 'zod';

const watchEventSchema = z.object({
  type: z.string(),
  object: z.looseObject({
    kind: z.string(),
    metadata: z.looseObject({
      name: z.string().optional(),
      resourceVersion: z.string().optional(),
      annotations: z.record(z.string(), z.string()).optional(),
    }),
  }),
});

export type WatchEvent = z.infer<typeof watchEventSchema>;

/** The events of one watch, one line each. */
export class WatchReader implements AsyncIterable<WatchEvent> {
  private readonly lines: AsyncIterator<string>;

  private constructor(
    private readonly response: IncomingMessage,
    private readonly reader: Interface,
  ) {
    this.lines = reader[Symbol.asyncIterator]();
    // A cut connection has no end of its own.
    response.once('close', () => reader.close());
  }

  static create(response: IncomingMessage): WatchReader {
    return new WatchReader(response, createInterface({ input: response }));
  }

  get status(): number {
    return this.response.statusCode ?? 0;
  }

  /** The next event; undefined when the server has ended the watch. */
  async next(): Promise<WatchEvent | undefined> {
    const { value, done } = await this.lines.next();
    return done ? undefined : watchEventSchema.parse(JSON.parse(value));
  }

  async *[Symbol.asyncIterator](): AsyncIterator<WatchEvent> {
    for (let event = await this.next(); event; event = await this.next()) {
      yield event;
    }
  }

  close(): void {
    this.reader.close();
    this.response.destroy();
  }
}
