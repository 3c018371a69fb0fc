import { copyJson } from './copyJson';
import { StoreEvent } from './ResourceStore';

export type EventListener = (event: StoreEvent) => void;

/** Hands events on in order, but never inside the write that raised them. */
export class EventQueue {
  private readonly listeners = new Set<EventListener>();
  private readonly pending: StoreEvent[] = [];
  private scheduled = false;

  subscribe(listener: EventListener): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  push(event: StoreEvent): void {
    this.pending.push(event);
    this.schedule();
  }

  private schedule(): void {
    if (!this.scheduled) {
      this.scheduled = true;
      queueMicrotask(() => this.deliver());
    }
  }

  private deliver(): void {
    this.scheduled = false;
    try {
      // A listener may write: what it adds is delivered in this same loop.
      for (
        let event = this.pending.shift();
        event;
        event = this.pending.shift()
      ) {
        for (const listener of this.listeners) {
          listener(copyJson(event));
        }
      }
    } finally {
      if (this.pending.length > 0) {
        this.schedule();
      }
    }
  }
}
