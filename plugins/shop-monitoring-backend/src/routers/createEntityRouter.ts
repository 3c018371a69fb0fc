import { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  AlertsAnswer,
  entityParamsSchema,
  environmentQuerySchema,
  HealthAnswer,
  MarksAnswer,
  marksQuerySchema,
  MonitorsAnswer,
  ProbesAnswer,
} from '@shop-portal/plugin-shop-monitoring-common';
import { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { toWatchEnvironment } from '../config/Environments';
import { MonitorService } from '../datadog/MonitorService';
import { chooseScope, EntityReader } from '../entities/EntityReader';
import { HealthService } from '../health/HealthService';
import { MarkService } from '../marks/MarkService';
import { AlertService } from '../prometheus/AlertService';
import { ProbeService } from '../prometheus/ProbeService';
import { parseRequest } from './parseRequest';

export interface EntityRouterOptions {
  httpAuth: HttpAuthService;
  entities: EntityReader;
  health: HealthService;
  monitors: MonitorService;
  alerts: AlertService;
  probes: ProbeService;
  marks: MarkService;
}

const ENTITY = '/v1/entities/:kind/:namespace/:name';

/** Health, monitors, alerts, probes and marks of one entity. */
export function createEntityRouter(options: EntityRouterOptions): Router {
  const { httpAuth, entities } = options;
  const router = PromiseRouter();

  async function readScope(request: Request, env: string | undefined) {
    const params = parseRequest(entityParamsSchema, request.params);
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const watched = await entities.read(
      stringifyEntityRef(params),
      credentials,
    );
    return { watched, credentials, scope: chooseScope(watched, env) };
  }

  router.get(`${ENTITY}/health`, async (request, response) => {
    const { env } = parseRequest(environmentQuerySchema, request.query);
    const { watched, scope, credentials } = await readScope(request, env);
    const answer: HealthAnswer = {
      health: await options.health.read(scope, credentials),
      environments: watched.environments.map(toWatchEnvironment),
      service: watched.links.service,
      problems: watched.links.problems,
    };
    response.json(answer);
  });

  router.get(`${ENTITY}/monitors`, async (request, response) => {
    const { env } = parseRequest(environmentQuerySchema, request.query);
    const { scope } = await readScope(request, env);
    const answer: MonitorsAnswer = await options.monitors.list(scope);
    response.json(answer);
  });

  router.get(`${ENTITY}/alerts`, async (request, response) => {
    const { env } = parseRequest(environmentQuerySchema, request.query);
    const { scope } = await readScope(request, env);
    const answer: AlertsAnswer = await options.alerts.list(scope);
    response.json(answer);
  });

  router.get(`${ENTITY}/probes`, async (request, response) => {
    const { env } = parseRequest(environmentQuerySchema, request.query);
    const { scope } = await readScope(request, env);
    const answer: ProbesAnswer = await options.probes.list(scope);
    response.json(answer);
  });

  router.get(`${ENTITY}/marks`, async (request, response) => {
    const { env, ...span } = parseRequest(marksQuerySchema, request.query);
    const { scope, credentials } = await readScope(request, env);
    const answer: MarksAnswer = await options.marks.list(
      scope,
      span,
      credentials,
    );
    response.json(answer);
  });

  return router;
}
