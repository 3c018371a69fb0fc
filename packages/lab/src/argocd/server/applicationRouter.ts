import { Request } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { Application, sourceOf } from '../Application';
import { ApplicationSetController } from '../applicationset/ApplicationSetController';
import { ApplicationController } from '../controller/ApplicationController';
import { ApplicationStore } from '../controller/ApplicationStore';
import { GitMirror } from '../git/GitMirror';
import { Account, Action } from './accounts';
import {
  applicationFilter,
  findApplication,
  listQuerySchema,
  targetSchema,
} from './applicationQuery';
import { parseFields } from './fieldProjection';
import { managedResources } from './managedResources';

export interface ApplicationRouterOptions {
  store: ApplicationStore;
  controller: ApplicationController;
  applicationSets: ApplicationSetController;
  mirrorOf: (repoUrl: string) => Promise<GitMirror>;
  authenticate: (request: Request) => Account;
}

const refreshSchema = z.object({ refresh: z.string().optional() });

/** What can be read of Applications. */
export function createApplicationRouter(options: ApplicationRouterOptions) {
  const { store, controller, mirrorOf, authenticate } = options;
  const router = Router();

  const find = (request: Request, action: Action): Application =>
    findApplication({
      store,
      account: authenticate(request),
      action,
      name: request.params.name,
      target: targetSchema.parse(request.query),
    });

  router.get('/applications', (request, response) => {
    const account = authenticate(request);
    const query = listQuerySchema.parse(request.query);
    const project = parseFields(query.fields, 'items.');
    const items = store
      .list()
      .filter(applicationFilter(query, account))
      .map(project);
    response.json({
      metadata: { resourceVersion: store.resourceVersion },
      items: items.length > 0 ? items : null,
    });
  });

  router.get('/applications/:name', async (request, response) => {
    const application = find(request, 'get');
    const { name } = application.metadata;
    const { refresh } = refreshSchema.parse(request.query);
    if (refresh !== undefined) {
      await controller.refresh(name, {
        fetch: true,
        hard: refresh === 'hard',
      });
    }
    response.json(
      withResourceHealth(store.get(name) ?? application, controller),
    );
  });

  router.get('/applications/:name/resource-tree', (request, response) => {
    response.json(controller.tree(find(request, 'get')));
  });

  router.get(
    '/applications/:name/managed-resources',
    async (request, response) => {
      const application = find(request, 'get');
      response.json({
        items: await managedResources(controller, application, request.query),
      });
    },
  );

  router.get(
    '/applications/:name/revisions/:revision/metadata',
    async (request, response) => {
      const mirror = await mirrorOf(sourceOf(find(request, 'get')).repoURL);
      const commit = await mirror.resolve(request.params.revision);
      response.json(await mirror.metadata(commit));
    },
  );

  router.get('/applications/:name/syncwindows', (request, response) => {
    find(request, 'get');
    response.json({ canSync: true });
  });

  router.get('/applicationsets', (request, response) => {
    authenticate(request);
    response.json({ metadata: {}, items: options.applicationSets.list() });
  });

  return router;
}

/** Single Applications and streams tell each resource's health; lists do not. */
export function withResourceHealth(
  application: Application,
  controller: ApplicationController,
): Application {
  const { status } = application;
  if (!status?.resources) {
    return application;
  }
  const health = new Map(
    controller
      .tree(application)
      .nodes.map(node => [
        [node.group, node.kind, node.namespace, node.name].join('/'),
        node.health,
      ]),
  );
  const resources = status.resources.map(resource => {
    const { group, kind, namespace, name } = resource;
    const key = [group, kind, namespace, name].join('/');
    const found = health.has(key)
      ? health.get(key)
      : { status: 'Missing' as const };
    return found ? { ...resource, health: found } : resource;
  });
  return { ...application, status: { ...status, resources } };
}
