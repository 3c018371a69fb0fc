import express, { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import {
  Application,
  ARGOCD_NAMESPACE,
  timestamp,
  TRACKED_REVISION,
} from '../Application';
import { ApplicationController } from '../ApplicationController';
import { ApplicationStore } from '../ApplicationStore';
import { DeploymentCheckout } from '../DeploymentCheckout';
import { AccountTokens, authenticate } from './accounts';
import { ArgoCdError } from './ArgoCdError';
import { parseFields, selectOfList } from './selectFields';
import { streamApplications } from './streamApplications';

const addressSchema = z.object({
  appNamespace: z.string().default(ARGOCD_NAMESPACE),
  project: z.string().optional(),
});

const filterSchema = z.object({ name: z.string().optional() });

const COMMIT = /^[0-9a-f]{40}$/;

/** Refuses what it would not do, such as a dry run or a part. */
const syncSchema = z.strictObject({
  ...addressSchema.shape,
  name: z.string().optional(),
  revision: z.string().default(''),
  prune: z.boolean().default(false),
  infos: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
});

/** The part of Argo CD's API that the portal calls. */
export function createApiRouter(options: {
  tokens: AccountTokens;
  checkout: DeploymentCheckout;
  controller: ApplicationController;
  store: ApplicationStore;
}): Router {
  const { tokens, checkout, controller, store } = options;
  const router = PromiseRouter();
  const issuedAt = timestamp();

  router.use('/api/v1', (request, _response, next) => {
    authenticate(request, tokens);
    next();
  });

  router.get('/api/v1/applications', ({ query }, response) => {
    const { name } = filterSchema.parse(query);
    const items = store
      .list()
      .filter(item => name === undefined || item.metadata.name === name);
    const list = { metadata: {}, items: items.length > 0 ? items : null };
    const selection = parseFields(query.fields);
    response.json(selection ? selectOfList(list, selection) : list);
  });

  router.get('/api/v1/stream/applications', (request, response) => {
    const { name } = filterSchema.parse(request.query);
    streamApplications(store, response, {
      name,
      selection: parseFields(request.query.fields),
      asEvents: request.headers.accept === 'text/event-stream',
    });
  });

  router.get('/api/v1/applications/:name', async (request, response) => {
    const { name } = findApplication(store, request, request.query).metadata;
    if (request.query.refresh !== undefined) {
      await controller.refresh(name);
    }
    response.json(store.get(name));
  });

  router.get(
    '/api/v1/applications/:name/resource-tree',
    (request, response) => {
      const application = findApplication(store, request, request.query);
      response.json({ nodes: controller.tree(application) });
    },
  );

  router.get(
    '/api/v1/applications/:name/revisions/:revision/metadata',
    async (request, response) => {
      findApplication(store, request, request.query);
      const { revision } = request.params;
      if (!COMMIT.test(revision)) {
        throw new ArgoCdError(2, `revision ${revision} must be resolved`);
      }
      response.json(await checkout.metadata(revision));
    },
  );

  router.post(
    '/api/v1/applications/:name/sync',
    express.json(),
    (request, response) => {
      const { revision, prune, infos } = syncSchema.parse(request.body);
      const application = findApplication(store, request, request.body);
      const username = authenticate(request, tokens);
      if (username === 'reader') {
        const { metadata, spec } = application;
        throw new ArgoCdError(
          7,
          `permission denied: applications, sync, ${spec.project}/${metadata.name}, sub: reader, iat: ${issuedAt}`,
        );
      }
      if (![TRACKED_REVISION, ''].includes(revision)) {
        throw new ArgoCdError(
          9,
          `Cannot sync to ${revision}: auto-sync currently set to ${TRACKED_REVISION}`,
        );
      }
      const accepted = controller.request(application.metadata.name, {
        ...(infos && { info: infos }),
        initiatedBy: { username },
        sync: { ...(prune && { prune }), source: application.spec.source },
      });
      if (!accepted) {
        throw new ArgoCdError(9, 'another operation is already in progress');
      }
      response.json(accepted);
    },
  );

  router.use('/api', (_request, response) => {
    response.status(404).type('text').send('Not Found\n');
  });

  return router;
}

/**
 * The Application that a request names. Without a project, a missing one and
 * a forbidden one look the same.
 */
function findApplication(
  store: ApplicationStore,
  { params }: Request,
  address: unknown,
): Application {
  const { appNamespace, project } = addressSchema.parse(address);
  const application = store.get(params.name);
  if (
    application?.metadata.namespace === appNamespace &&
    (project === undefined || application.spec.project === project)
  ) {
    return application;
  }
  throw project === undefined
    ? new ArgoCdError(7, 'permission denied')
    : new ArgoCdError(5, `applications.argoproj.io "${params.name}" not found`);
}
