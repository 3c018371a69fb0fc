import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import {
  ActionsRouterOptions,
  createActionsRouter,
} from './routers/createActionsRouter';
import { createArgoCdRouter } from './routers/createArgoCdRouter';
import {
  createDeliveriesRouter,
  DeliveriesRouterOptions,
} from './routers/createDeliveriesRouter';
import { createEntityOperationsRouter } from './routers/createEntityOperationsRouter';
import { ArgoCdCards } from './argocd/ArgoCdCards';

export interface RouterOptions
  extends DeliveriesRouterOptions,
    ActionsRouterOptions {
  cards: ArgoCdCards;
}

export function createRouter(options: RouterOptions): Router {
  const router = PromiseRouter();
  router.use(createDeliveriesRouter(options));
  router.use(createEntityOperationsRouter(options));
  router.use(createArgoCdRouter(options));
  router.use(createActionsRouter(options));
  return router;
}
