import { once } from 'events';
import { ClientRequest, IncomingMessage } from 'http';
import { createInterface } from 'readline';
import { z } from 'zod';
import { applicationSchema } from './Application';

const lineSchema = z.object({
  result: z.looseObject({
    type: z.string(),
    application: applicationSchema.partial().optional(),
  }),
});

export type ArgoCdEvent = z.infer<typeof lineSchema>['result'];

/** What one stream of Argo CD says, line by line. */
export class ArgoCdStream {
  private readonly answer: Promise<IncomingMessage>;
  private readonly lines: AsyncGenerator<string>;
  private isAnswered = false;

  private constructor(private readonly request: ClientRequest) {
    this.answer = once(request, 'response').then(([response]) => {
      this.isAnswered = true;
      return response;
    });
    // A stream that is closed before it says anything fails no test.
    this.answer.catch(() => undefined);
    this.lines = this.readLines();
  }

  static follow(request: ClientRequest): ArgoCdStream {
    return new ArgoCdStream(request);
  }

  /** Whether as much as a status has come yet. */
  get answered(): boolean {
    return this.isAnswered;
  }

  async headers(): Promise<IncomingMessage['headers']> {
    return (await this.answer).headers;
  }

  /** The next line that is not empty, as it came. */
  async line(): Promise<string> {
    for (;;) {
      const { value, done } = await this.lines.next();
      if (done) {
        throw new Error('The stream ended');
      }
      if (value !== '') {
        return value;
      }
    }
  }

  /** The next event; comments are passed over. */
  async next(): Promise<ArgoCdEvent> {
    let line = await this.line();
    while (line.startsWith(':')) {
      line = await this.line();
    }
    return lineSchema.parse(JSON.parse(line.replace(/^data: /, ''))).result;
  }

  /** Reads on to the event that is meant. */
  async until(isMeant: (event: ArgoCdEvent) => boolean): Promise<ArgoCdEvent> {
    let event = await this.next();
    while (!isMeant(event)) {
      event = await this.next();
    }
    return event;
  }

  close(): void {
    this.request.on('error', () => undefined).destroy();
  }

  private async *readLines(): AsyncGenerator<string> {
    yield* createInterface({ input: await this.answer });
  }
}
