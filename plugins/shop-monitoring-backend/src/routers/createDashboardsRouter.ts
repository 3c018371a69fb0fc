import { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  DashboardAnswer,
  dashboardParamsSchema,
  dashboardQuerySchema,
  DashboardsAnswer,
  entityParamsSchema,
  environmentQuerySchema,
  PanelData,
  panelDataRequestSchema,
  panelParamsSchema,
  VariableValues,
  variableValuesSchema,
} from '@shop-portal/plugin-shop-monitoring-common';
import express, { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { EntityReader } from '../entities/EntityReader';
import { DashboardService } from '../grafana/DashboardService';
import { PanelDataService } from '../grafana/PanelDataService';
import { parseRequest } from './parseRequest';

export interface DashboardsRouterOptions {
  httpAuth: HttpAuthService;
  entities: EntityReader;
  dashboards: DashboardService;
  panels: PanelDataService;
}

const DASHBOARDS = '/v1/entities/:kind/:namespace/:name/dashboards';
const VARIABLE_PREFIX = 'var-';
/** A hundred values of a few variables. */
const MAX_BODY = '64kb';

/** Grafana's dashboards of one entity, and the data of their panels. */
export function createDashboardsRouter(
  options: DashboardsRouterOptions,
): Router {
  const { httpAuth, entities } = options;
  const router = PromiseRouter();

  async function readScope(
    request: Request,
    env: string | undefined,
    entity: { kind: string; namespace: string; name: string },
  ) {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    return await entities.readScope(
      stringifyEntityRef(entity),
      env,
      credentials,
    );
  }

  router.get(DASHBOARDS, async (request, response) => {
    const params = parseRequest(entityParamsSchema, request.params);
    const { env } = parseRequest(environmentQuerySchema, request.query);
    const scope = await readScope(request, env, params);
    const answer: DashboardsAnswer = await options.dashboards.list(scope);
    response.json(answer);
  });

  router.get(`${DASHBOARDS}/:uid`, async (request, response) => {
    const params = parseRequest(dashboardParamsSchema, request.params);
    const query = parseRequest(dashboardQuerySchema, request.query);
    const values = parseRequest(variableValuesSchema, readVariables(query));
    const scope = await readScope(request, query.env, params);
    const answer: DashboardAnswer = await options.dashboards.read(
      scope,
      params.uid,
      values,
    );
    response.json(answer);
  });

  router.post(
    `${DASHBOARDS}/:uid/panels/:panelId/data`,
    express.json({ limit: MAX_BODY }),
    async (request, response) => {
      const params = parseRequest(panelParamsSchema, request.params);
      const wanted = parseRequest(panelDataRequestSchema, request.body);
      const scope = await readScope(request, wanted.env, params);
      const answer: PanelData = await options.panels.read(
        scope,
        params.uid,
        params.panelId,
        wanted,
      );
      response.json(answer);
    },
  );

  return router;
}

function readVariables(query: Record<string, unknown>): VariableValues {
  return Object.fromEntries(
    Object.entries(query)
      .filter(([name]) => name !== 'env')
      .map(([name, value]) => [
        // What has no prefix is no name of a variable and so refused.
        name.startsWith(VARIABLE_PREFIX)
          ? name.slice(VARIABLE_PREFIX.length)
          : `${name}?`,
        [value].flat().map(String),
      ]),
  );
}
