import { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  entityParamsSchema,
  operationsQuerySchema,
  summariesQuerySchema,
} from '@shop-portal/plugin-shop-rollouts-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { DeliveryService } from '../delivery/DeliveryService';
import { OperationLog } from '../delivery/OperationLog';
import { SummaryService } from '../delivery/SummaryService';
import { parseRequest } from './parseRequest';

export interface DeliveriesRouterOptions {
  httpAuth: HttpAuthService;
  deliveries: DeliveryService;
  summaries: SummaryService;
  operationLog: OperationLog;
}

/** What runs where, what waits, and what people did. */
export function createDeliveriesRouter(
  options: DeliveriesRouterOptions,
): Router {
  const { httpAuth, deliveries, summaries, operationLog } = options;
  const router = PromiseRouter();

  router.get(
    '/v1/deliveries/by-entity/:kind/:namespace/:name',
    async (request, response) => {
      const entity = parseRequest(entityParamsSchema, request.params);
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const delivery = await deliveries.getDelivery(
        stringifyEntityRef(entity),
        credentials,
      );
      response.json(delivery);
    },
  );

  router.get('/v1/deliveries/summaries', async (request, response) => {
    const { filter } = parseRequest(summariesQuerySchema, request.query);
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    response.json(await summaries.list(filter, credentials));
  });

  router.get('/v1/operations', async (request, response) => {
    const { limit } = parseRequest(operationsQuerySchema, request.query);
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    response.json({ items: await operationLog.list(limit, credentials) });
  });

  return router;
}
