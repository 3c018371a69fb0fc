import { PortalApi } from './api';
import { readRolloutView } from './delivery';

export interface WriteRequest {
  path: string;
  body: Record<string, unknown>;
}

/** A route that changes something. */
export interface WriteRoute {
  title: string;
  /** What the page of somebody who may would send for a service. */
  request(
    api: PortalApi,
    service: string,
    environment: string,
  ): Promise<WriteRequest>;
}

export const writeRoutes: WriteRoute[] = [
  {
    title: 'Rollout actions',
    request: async (api, service, environment) => {
      const view = await readRolloutView(api, service, environment);
      const { cluster, namespace, name } = view.target;
      return {
        path: `/api/shop-rollouts/v1/rollouts/${cluster}/${namespace}/${name}/actions`,
        body: {
          entityRef: `component:default/${service}`,
          action: 'promote',
          seen: view.seen,
        },
      };
    },
  },
  {
    title: 'Application actions',
    request: async (_api, service, environment) => ({
      path: `/api/shop-rollouts/v1/applications/main/argocd/${service}-${environment}/actions`,
      body: { entityRef: `component:default/${service}`, action: 'refresh' },
    }),
  },
];
