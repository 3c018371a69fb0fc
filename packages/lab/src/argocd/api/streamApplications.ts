import { Response } from 'express';
import { ApplicationEvent, ApplicationStore } from '../ApplicationStore';
import { select, Selection } from './selectFields';

const KEEP_ALIVE_MILLIS = 15_000;

/**
 * First each Application as it is, then every change. As in Argo CD there is
 * no answer, not even a status, before the first event.
 */
export function streamApplications(
  store: ApplicationStore,
  response: Response,
  options: {
    /** Only this one. */
    name?: string;
    selection?: Selection;
    /** Whether the client reads server-sent events, or else lines of JSON. */
    asEvents: boolean;
  },
): void {
  const { name, selection, asEvents } = options;
  response.set({
    'Cache-Control': 'no-cache',
    'Content-Type': asEvents ? 'text/event-stream' : 'application/json',
  });
  /** What was last said of each, because nothing is said twice. */
  const said = new Map<string, string>();
  const send = (event: ApplicationEvent) => {
    const { name: sender } = event.application.metadata;
    if (name !== undefined && name !== sender) {
      return;
    }
    const message = { result: event };
    const line = JSON.stringify(
      selection ? select(message, selection) : message,
    );
    if (said.get(sender) !== line) {
      said.set(sender, line);
      response.write(asEvents ? `data: ${line}\n\n` : `${line}\n`);
    }
  };
  const unsubscribe = store.subscribe(send);
  const timer = setInterval(() => {
    if (asEvents && response.headersSent) {
      response.write(':\n');
    }
  }, KEEP_ALIVE_MILLIS);
  response.once('close', () => {
    clearInterval(timer);
    unsubscribe();
  });
  for (const application of store.list()) {
    send({ type: 'ADDED', application });
  }
}
