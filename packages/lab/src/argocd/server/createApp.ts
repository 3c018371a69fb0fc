import express, { Express } from 'express';
import { localOnly } from '../../http/localOnly';
import { countRequests, RequestCounter } from '../../http/requestCounter';
import { ApplicationSetController } from '../applicationset/ApplicationSetController';
import { ApplicationController } from '../controller/ApplicationController';
import { ApplicationStore } from '../controller/ApplicationStore';
import { GitMirror } from '../git/GitMirror';
import { Authenticator, exactContentType } from './accounts';
import {
  createApplicationRouter,
  withResourceHealth,
} from './applicationRouter';
import { answerError, notFound } from './ArgoCdError';
import { createOperationRouter } from './operationRouter';
import {
  applicationListPage,
  applicationPage,
  missingApplicationPage,
} from './pages';
import { createSessionRouter } from './sessionRouter';
import { createStreamRouter } from './streamRouter';

/** The version whose behaviour the lab follows. */
const VERSION = 'v3.5.7';

/** Argo CD's API, and one page for each Application that links can end at. */
export function createApp(options: {
  port: number;
  counter: RequestCounter;
  authenticator: Authenticator;
  store: ApplicationStore;
  controller: ApplicationController;
  applicationSets: ApplicationSetController;
  mirrorOf: (repoUrl: string) => Promise<GitMirror>;
}): Express {
  const { port, counter, authenticator, store, controller } = options;
  const parts = {
    ...options,
    authenticate: authenticator.authenticate.bind(authenticator),
  };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(localOnly({ port }));
  app.use(countRequests(counter, 'argocd'));
  app.use(exactContentType);
  app.get('/api/version', (_request, response) => {
    response.json({ Version: VERSION });
  });
  app.use(
    '/api/v1',
    createSessionRouter(parts.authenticate),
    createApplicationRouter(parts),
    createOperationRouter(parts),
    createStreamRouter(parts),
  );
  app.use('/api', () => {
    throw notFound('Not Found');
  });

  // The pages need no token: they show what everybody on this machine may see.
  app.get('/', (_request, response) => {
    response.type('html').send(applicationListPage(store.list()));
  });
  app.get('/applications/:namespace/:name', (request, response) => {
    const { namespace, name } = request.params;
    const application = store.get(name);
    if (application?.metadata.namespace !== namespace) {
      response.status(404).type('html').send(missingApplicationPage());
      return;
    }
    response
      .type('html')
      .send(applicationPage(withResourceHealth(application, controller)));
  });
  app.use(answerError);
  return app;
}
