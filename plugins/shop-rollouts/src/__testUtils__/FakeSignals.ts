import { JsonObject } from '@backstage/types';
import { SignalApi } from '@backstage/plugin-signals-react';

/** Signals that a test sends. */
export class FakeSignals implements SignalApi {
  readonly #subscribers = new Map<string, Set<(message: JsonObject) => void>>();

  subscribe<TMessage extends JsonObject>(
    channel: string,
    onMessage: (message: TMessage) => void,
  ) {
    const subscribers = this.#subscribers.get(channel) ?? new Set();
    // The generic says what the receiver expects; any message may come.
    const receive = (message: JsonObject) => onMessage(message as TMessage);
    subscribers.add(receive);
    this.#subscribers.set(channel, subscribers);
    return { unsubscribe: () => subscribers.delete(receive) };
  }

  send(channel: string, message: JsonObject) {
    for (const receive of this.#subscribers.get(channel) ?? []) {
      receive(message);
    }
  }

  subscriberCount(channel: string): number {
    return this.#subscribers.get(channel)?.size ?? 0;
  }
}
