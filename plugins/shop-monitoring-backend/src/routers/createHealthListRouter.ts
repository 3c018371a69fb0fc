import { HttpAuthService } from '@backstage/backend-plugin-api';
import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import {
  HealthList,
  healthListQuerySchema,
} from '@shop-portal/plugin-shop-monitoring-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { EntityReader } from '../entities/EntityReader';
import { toScope } from '../entities/WatchScope';
import { HealthService } from '../health/HealthService';
import { parseRequest } from './parseRequest';

export interface HealthListRouterOptions {
  httpAuth: HttpAuthService;
  entities: EntityReader;
  health: HealthService;
}

/** The line of many entities at once, for Home and Health. */
export function createHealthListRouter(
  options: HealthListRouterOptions,
): Router {
  const { httpAuth, entities, health } = options;
  const router = PromiseRouter();

  router.get('/v1/health', async (request, response) => {
    const { env, entityRef } = parseRequest(
      healthListQuerySchema,
      request.query,
    );
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const readable = await entities.readAll(entityRef, credentials);
    const items = readable.flatMap(watched =>
      watched.environments
        .filter(({ name }) => env === undefined || env === name)
        .map(async environment => ({
          title: watched.entity.metadata.title ?? watched.entity.metadata.name,
          owner: watched.entity.relations?.find(
            ({ type }) => type === RELATION_OWNED_BY,
          )?.targetRef,
          health: await health.read(toScope(watched, environment), credentials),
        })),
    );
    const answer: HealthList = { items: await Promise.all(items) };
    response.json(answer);
  });

  return router;
}
