/** One branch was moved, made (no `before`) or deleted (no `after`). */
export interface PushEvent {
  repository: string;
  branch: string;
  before?: string;
  after?: string;
}

export type PushListener = (event: PushEvent) => void | Promise<void>;

/**
 * Tells what was pushed, one push after the other.
 *
 * @remarks
 * A listener may push itself: that push waits until every listener has heard
 * of the first one.
 */
export class PushQueue {
  private readonly listeners: PushListener[] = [];
  private tail: Promise<void> = Promise.resolve();

  subscribe(listener: PushListener): void {
    this.listeners.push(listener);
  }

  publish(event: PushEvent): void {
    this.tail = this.tail.then(() => this.deliver(event));
  }

  /** Resolves when everything published so far has been heard. */
  async drain(): Promise<void> {
    let seen;
    while (seen !== this.tail) {
      seen = this.tail;
      await seen;
    }
  }

  private async deliver(event: PushEvent): Promise<void> {
    for (const listener of this.listeners) {
      try {
        await listener(event);
      } catch (error) {
        process.stderr.write(
          `GitHub: a push to ${event.repository} was not handled: ${error}\n`,
        );
      }
    }
  }
}
