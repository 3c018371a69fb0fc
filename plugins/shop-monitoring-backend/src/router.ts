import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import {
  createDashboardsRouter,
  DashboardsRouterOptions,
} from './routers/createDashboardsRouter';
import {
  createHealthListRouter,
  HealthListRouterOptions,
} from './routers/createHealthListRouter';
import {
  createEntityRouter,
  EntityRouterOptions,
} from './routers/createEntityRouter';

export interface RouterOptions
  extends EntityRouterOptions,
    DashboardsRouterOptions,
    HealthListRouterOptions {}

export function createRouter(options: RouterOptions): Router {
  const router = PromiseRouter();
  router.use(createEntityRouter(options));
  router.use(createDashboardsRouter(options));
  router.use(createHealthListRouter(options));
  return router;
}
