import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { Operation } from '@shop-portal/plugin-shop-rollouts-common';
import { Router } from 'express';

const TARGET = {
  kind: 'rollout' as const,
  cluster: 'shop-prod',
  namespace: 'ecommerce',
  name: 'storefront',
};

/** What Deliver's API says, and who asked. */
export class FakeDeliver {
  operations: Operation[] = [];
  lanes: object[] = [];
  status = 200;
  readonly spans: Array<{ from: number; to: number }> = [];

  promoted(at: string, parts: Partial<Operation> = {}): void {
    this.operations.unshift({
      id: `operation-${this.operations.length}`,
      entityRef: 'component:default/storefront',
      environment: 'prod',
      target: TARGET,
      action: 'promote',
      phase: 'done',
      requestedBy: 'user:default/olga.petrova',
      requestedAt: at,
      from: { hash: 'a', tag: '826a72c4' },
      to: { hash: 'b', tag: '9f31c02' },
      steps: [
        { phase: 'accepted', at },
        { phase: 'done', at },
      ],
      ...parts,
    });
  }

  readonly plugin = createBackendPlugin({
    pluginId: 'shop-rollouts',
    register: env => {
      env.registerInit({
        deps: {
          httpRouter: coreServices.httpRouter,
          httpAuth: coreServices.httpAuth,
        },
        init: async ({ httpRouter, httpAuth }) => {
          const router = Router();
          router.use((request, response, next) => {
            httpAuth
              .credentials(request, { allow: ['user', 'service'] })
              .then(() =>
                this.status === 200
                  ? next()
                  : response.status(this.status).json({}),
              )
              .catch(next);
          });
          router.get('/v1/operations/by-entity/:k/:ns/:n', (req, res) => {
            this.spans.push({
              from: Number(req.query.from),
              to: Number(req.query.to),
            });
            res.json({ items: this.operations });
          });
          router.get('/v1/deliveries/by-entity/:k/:ns/:n', (_req, res) => {
            res.json({ lanes: this.lanes });
          });
          httpRouter.use(router);
        },
      });
    },
  });
}
