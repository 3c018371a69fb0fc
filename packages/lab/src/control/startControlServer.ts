import express, { ErrorRequestHandler, RequestHandler } from 'express';
import Router from 'express-promise-router';
import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod';
import { localOnly } from '../http/localOnly';
import {
  clusterSchema,
  failSchema,
  failUpstreamSchema,
  pushTagSchema,
  scaleSchema,
  upstreamSchema,
} from './controlSchemas';
import { LabControls } from './LabControls';

class BadRequest extends Error {}

const answerErrors: ErrorRequestHandler = (
  error,
  _request,
  response,
  _next,
) => {
  if (error instanceof z.ZodError) {
    response.status(400).json({ message: z.prettifyError(error) });
  } else if (error instanceof BadRequest) {
    response.status(400).json({ message: error.message });
  } else {
    response.status(500).json({ message: String(error) });
  }
};

/** Serves {@link LabControls} to the command line and to tests. */
export async function startControlServer(options: {
  port: number;
  token: string;
  controls: LabControls;
}): Promise<{ close(): Promise<void> }> {
  const { port, token, controls } = options;
  const app = express();
  app.disable('x-powered-by');
  app.use(localOnly({ port }), requireToken(token), express.json());
  app.use(createControlRouter(controls));
  app.use(answerErrors);

  const server = createServer(app);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function createControlRouter(controls: LabControls) {
  const router = Router();
  const known = (cluster: string) => {
    const names = controls.clusterNames();
    if (!names.includes(cluster)) {
      throw new BadRequest(
        `There is no cluster "${cluster}". There are ${names.join(', ')}.`,
      );
    }
    return cluster;
  };

  router.post('/push-tag', async (request, response) => {
    await controls.pushTag(pushTagSchema.parse(request.body));
    response.status(204).end();
  });
  router.post('/lose-next-patch', (request, response) => {
    controls.loseNextPatch(known(clusterSchema.parse(request.body).cluster));
    response.status(204).end();
  });
  router.post('/fail', (request, response) => {
    const { cluster, fault } = failSchema.parse(request.body);
    controls.fail(known(cluster), fault);
    response.status(204).end();
  });
  router.post('/heal', (request, response) => {
    controls.heal(known(clusterSchema.parse(request.body).cluster));
    response.status(204).end();
  });
  router.post('/fail-upstream', (request, response) => {
    const { upstream, fault } = failUpstreamSchema.parse(request.body);
    controls.failUpstream(upstream, fault);
    response.status(204).end();
  });
  router.post('/heal-upstream', (request, response) => {
    controls.healUpstream(upstreamSchema.parse(request.body).upstream);
    response.status(204).end();
  });
  router.post('/scale', (request, response) => {
    controls.scale(scaleSchema.parse(request.body));
    response.status(204).end();
  });
  router.get('/requests', (_request, response) => {
    response.json(controls.requests());
  });
  router.delete('/requests', (_request, response) => {
    controls.resetRequests();
    response.status(204).end();
  });
  return router;
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
