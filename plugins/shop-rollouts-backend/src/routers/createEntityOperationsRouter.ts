import { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  entityOperationsQuerySchema,
  entityParamsSchema,
} from '@shop-portal/plugin-shop-rollouts-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { DeliveryService } from '../delivery/DeliveryService';
import { OperationLog } from '../delivery/OperationLog';
import { parseRequest } from './parseRequest';

export interface EntityOperationsRouterOptions {
  httpAuth: HttpAuthService;
  deliveries: DeliveryService;
  operationLog: OperationLog;
}

/** What people did with one entity in a span of time. */
export function createEntityOperationsRouter(
  options: EntityOperationsRouterOptions,
): Router {
  const { httpAuth, deliveries, operationLog } = options;
  const router = PromiseRouter();

  router.get(
    '/v1/operations/by-entity/:kind/:namespace/:name',
    async (request, response) => {
      const entity = parseRequest(entityParamsSchema, request.params);
      const span = parseRequest(entityOperationsQuerySchema, request.query);
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const { entityRef } = await deliveries.getReadableEntity(
        stringifyEntityRef(entity),
        credentials,
      );
      response.json({
        items: await operationLog.listOfEntity(entityRef, span),
      });
    },
  );

  return router;
}
