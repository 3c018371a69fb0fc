import express, { ErrorRequestHandler, RequestHandler } from 'express';
import Router from 'express-promise-router';
import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { LocalServer, serveLocally } from '../http/serveLocally';
import { ControlName, controlSchemas as schemas } from './controlSchemas';
import { LabControls } from './LabControls';

const answerErrors: ErrorRequestHandler = (
  error,
  _request,
  response,
  _next,
) => {
  const isInvalid = error instanceof z.ZodError;
  const message = isInvalid ? z.prettifyError(error) : error.message;
  response.status(isInvalid ? 400 : 500).json({ message });
};

/** Serves {@link LabControls} to the command line and to tests. */
export async function startControlServer(options: {
  port: number;
  token: string;
  controls: LabControls;
}): Promise<LocalServer> {
  const { port, token, controls } = options;
  const router = Router();
  const calls = createCalls(controls);
  for (const [name, call] of Object.entries(calls)) {
    router.post(`/${name}`, async (request, response) => {
      response.json((await call(request.body)) ?? null);
    });
  }
  return serveLocally(port, [
    requireToken(token),
    express.json(),
    router,
    answerErrors,
  ]);
}

function createCalls(
  controls: LabControls,
): Record<ControlName, (args: unknown) => unknown> {
  return {
    pushTag: args => controls.pushTag(...schemas.pushTag.parse(args)),
    loseNextPatch: args =>
      controls.loseNextPatch(...schemas.loseNextPatch.parse(args)),
    fail: args => controls.fail(...schemas.fail.parse(args)),
    heal: args => controls.heal(...schemas.heal.parse(args)),
    failUpstream: args =>
      controls.failUpstream(...schemas.failUpstream.parse(args)),
    healUpstream: args =>
      controls.healUpstream(...schemas.healUpstream.parse(args)),
    scale: args => controls.scale(...schemas.scale.parse(args)),
    requests: () => controls.requests(),
    resetRequests: () => controls.resetRequests(),
  };
}

function requireToken(token: string): RequestHandler {
  const expected = Buffer.from(`Bearer ${token}`);
  return (request, response, next) => {
    const given = Buffer.from(request.headers.authorization ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      response.status(401).json({ message: 'The token is not valid.' });
      return;
    }
    next();
  };
}
