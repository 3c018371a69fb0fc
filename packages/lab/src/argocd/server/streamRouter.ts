import { Request, Response } from 'express';
import Router from 'express-promise-router';
import { Application, ARGOCD_NAMESPACE } from '../Application';
import { ApplicationController } from '../controller/ApplicationController';
import {
  ApplicationEvent,
  ApplicationStore,
} from '../controller/ApplicationStore';
import { Account } from './accounts';
import { applicationFilter, listQuerySchema } from './applicationQuery';
import { withResourceHealth } from './applicationRouter';
import { parseFields } from './fieldProjection';

const KEEP_ALIVE_MILLIS = 15_000;

/** Changes of Applications, as lines of JSON or as server-sent events. */
export function createStreamRouter(options: {
  store: ApplicationStore;
  controller: ApplicationController;
  authenticate: (request: Request) => Account;
}) {
  const { store, controller, authenticate } = options;
  const router = Router();

  router.get('/stream/applications', (request, response) => {
    const account = authenticate(request);
    const query = listQuerySchema.parse(request.query);
    // With a name, only the namespace of Argo CD is looked into by default.
    const matches = applicationFilter(
      query.name && !query.appNamespace
        ? { ...query, appNamespace: ARGOCD_NAMESPACE }
        : query,
      account,
    );
    const project = parseFields(query.fields, 'result.application.');
    const write = openStream(request, response);
    const sent = new Map<string, string>();

    const send = (type: ApplicationEvent['type'], application: Application) => {
      if (!matches(application)) {
        return;
      }
      const shown = project(withResourceHealth(application, controller));
      const { name } = application.metadata;
      const text = JSON.stringify(shown);
      if (type === 'DELETED') {
        sent.delete(name);
      } else if (sent.get(name) === text) {
        return;
      } else {
        sent.set(name, text);
      }
      write(JSON.stringify({ result: { type, application: shown } }));
    };

    const unsubscribe = store.subscribe(event =>
      send(event.type, event.application),
    );
    response.once('close', unsubscribe);
    if (query.resourceVersion === '') {
      for (const application of store.list()) {
        send('ADDED', application);
      }
    }
  });

  return router;
}

/** Nothing is answered, not even the status, before the first event. */
function openStream(
  request: Request,
  response: Response,
): (text: string) => void {
  const asEvents = request.headers.accept?.includes('text/event-stream');
  response.set({
    'Cache-Control': 'no-cache',
    'Content-Type': asEvents ? 'text/event-stream' : 'application/json',
  });
  if (!asEvents) {
    return text => response.write(`${text}\n`);
  }
  const timer = setInterval(() => response.write(':\n'), KEEP_ALIVE_MILLIS);
  response.once('close', () => clearInterval(timer));
  return text => response.write(`data: ${text}\n\n`);
}
