import {
  AuditorService,
  AuditorServiceEvent,
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  ActionResponse,
  applicationActionRequestSchema,
  applicationParamsSchema,
  Operation,
  rolloutActionRequestSchema,
  rolloutParamsSchema,
} from '@shop-portal/plugin-shop-rollouts-common';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { ActionContext } from '../actions/ActionContext';
import { ApplicationActionService } from '../actions/ApplicationActionService';
import { StateChangedError } from '../actions/errors';
import { RolloutActionService } from '../actions/RolloutActionService';
import { parseRequest } from './parseRequest';
import { readJsonBody } from './readJsonBody';

export interface ActionsRouterOptions {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  rolloutActions: RolloutActionService;
  applicationActions: ApplicationActionService;
}

/** Every route that changes something. Each attempt is audited. */
export function createActionsRouter(options: ActionsRouterOptions): Router {
  const { auditor, rolloutActions, applicationActions } = options;
  const router = PromiseRouter();

  router.post(
    '/v1/rollouts/:cluster/:namespace/:name/actions',
    ...readJsonBody(),
    async (request, response) => {
      const event = await auditor.createEvent({
        eventId: 'rollout-action',
        severityLevel: 'medium',
        request,
        meta: { ...request.params },
      });
      await answer(event, response, async meta => {
        const context = await createContext(options, request);
        const params = parseRequest(rolloutParamsSchema, request.params);
        const body = parseRequest(rolloutActionRequestSchema, request.body);
        Object.assign(meta, describeBody(body));
        return await rolloutActions.run({
          target: { kind: 'rollout', ...params },
          request: body,
          context,
        });
      });
    },
  );

  router.post(
    '/v1/applications/:instance/:namespace/:name/actions',
    ...readJsonBody(),
    async (request, response) => {
      const event = await auditor.createEvent({
        eventId: 'application-action',
        severityLevel: 'medium',
        request,
        meta: { ...request.params },
      });
      await answer(event, response, async meta => {
        const context = await createContext(options, request);
        const params = parseRequest(applicationParamsSchema, request.params);
        const body = parseRequest(applicationActionRequestSchema, request.body);
        Object.assign(meta, describeBody(body));
        return await applicationActions.run({
          target: { kind: 'application', ...params },
          request: body,
          context,
        });
      });
    },
  );

  return router;
}

async function createContext(
  { httpAuth }: ActionsRouterOptions,
  request: Request,
): Promise<ActionContext> {
  const requestedAt = new Date();
  const credentials: BackstageCredentials<BackstageUserPrincipal> =
    await httpAuth.credentials(request, { allow: ['user'] });
  return { credentials, requestedAt };
}

async function answer(
  event: AuditorServiceEvent,
  response: Response,
  run: (meta: JsonObject) => Promise<Operation>,
): Promise<void> {
  const meta: JsonObject = {};
  try {
    const operation = await run(meta);
    await event.success({ meta: { ...meta, operationId: operation.id } });
    const body: ActionResponse = { operation };
    response.status(202).json(body);
  } catch (error) {
    await event.fail({ meta, error: toError(error) });
    if (error instanceof StateChangedError) {
      response.status(error.statusCode).json(error.toBody());
      return;
    }
    throw error;
  }
}

function describeBody(body: {
  action: string;
  entityRef: string;
  reason?: string;
}): JsonObject {
  const { action, entityRef, reason } = body;
  return { actionType: action, entityRef, ...(reason && { reason }) };
}
