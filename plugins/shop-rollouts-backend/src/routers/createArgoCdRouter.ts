import { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { entityParamsSchema } from '@shop-portal/plugin-shop-rollouts-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { ArgoCdCards } from '../argocd/ArgoCdCards';
import { parseRequest } from './parseRequest';

const revisionParamsSchema = entityParamsSchema.extend({
  app: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,252}$/),
  revision: z.string().regex(/^[A-Za-z0-9._+-]{1,128}$/),
});

const revisionQuerySchema = z.strictObject({
  instance: z.string().max(64).optional(),
  namespace: z.string().max(64).optional(),
});

/** Applications as Argo CD's own API has them, for cards made for that. */
export function createArgoCdRouter(options: {
  httpAuth: HttpAuthService;
  cards: ArgoCdCards;
}): Router {
  const { httpAuth, cards } = options;
  const router = PromiseRouter();
  const base = '/v1/argocd/by-entity/:kind/:namespace/:name/applications';

  router.get(base, async (request, response) => {
    const entity = parseRequest(entityParamsSchema, request.params);
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const items = await cards.listApplications(
      stringifyEntityRef(entity),
      credentials,
    );
    response.json({ items });
  });

  router.get(
    `${base}/:app/revisions/:revision/metadata`,
    async (request, response) => {
      const { app, revision, ...entity } = parseRequest(
        revisionParamsSchema,
        request.params,
      );
      const place = parseRequest(revisionQuerySchema, request.query);
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const metadata = await cards.getRevision(
        stringifyEntityRef(entity),
        { app, revision, ...place },
        credentials,
      );
      response.json(metadata);
    },
  );

  return router;
}
