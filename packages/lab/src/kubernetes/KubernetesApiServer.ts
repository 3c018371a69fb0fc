import { once } from 'events';
import express, { ErrorRequestHandler, Express, RequestHandler } from 'express';
import { createServer, Server } from 'https';
import { setTimeout as sleep } from 'timers/promises';
import { z } from 'zod';
import { localOnly } from '../http/localOnly';
import { countRequests, RequestCounter } from '../http/requestCounter';
import { authenticate, isAllowed, tierOf, TierTokens } from './access';
import { ApiError, forbidden, noSuchResource } from './ApiError';
import { ServerCredentials } from './CertificateAuthority';
import { Faults } from './Faults';
import { ResourceStore } from './ResourceStore';
import { reviewAccess } from './reviewAccess';
import { DESCRIPTIONS } from './server/discovery';
import { JSON_TYPES } from './server/requestBodies';
import { parseTarget, verbOf } from './server/requestTarget';
import { ResourceRequestHandler } from './server/ResourceRequestHandler';
import { Watches } from './server/Watches';

const MAX_BODY_BYTES = 3 * 1024 * 1024;
const ACCESS_REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/** What the body parsers throw. */
const bodyRefusalSchema = z.object({ status: z.number(), message: z.string() });

export interface KubernetesApiServerOptions {
  store: ResourceStore;
  /** 0 takes a free one. */
  port: number;
  tls: ServerCredentials;
  tokens: TierTokens;
  counter: RequestCounter;
  faults?: Faults;
  /** Hears of requests that failed by the server's own fault. */
  onError?: (error: unknown) => void;
  /** How many changes a watch may start in the past. */
  historyLimit?: number;
  bookmarkMillis?: number;
}

/** The Kubernetes API of one cluster, over https on this machine only. */
export class KubernetesApiServer {
  private constructor(
    readonly url: string,
    private readonly server: Server,
    private readonly watches: Watches,
  ) {}

  static async start(
    options: KubernetesApiServerOptions,
  ): Promise<KubernetesApiServer> {
    const { store, tls, faults = new Faults() } = options;
    const { historyLimit = 1000, bookmarkMillis = 60_000 } = options;
    const watches = new Watches(store, { historyLimit, bookmarkMillis });
    const server = createServer({ cert: tls.cert, key: tls.key });
    server.listen(options.port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const handler = new ResourceRequestHandler({ store, watches, faults });
    server.on('request', createApp(options, { port, faults, handler }));
    faults.on('change', () => {
      if (faults.current.down) {
        server.closeAllConnections();
      }
    });
    const url = `https://localhost:${port}`;
    return new KubernetesApiServer(url, server, watches);
  }

  /** The fault 410: clients have to list again. */
  expireWatches(): void {
    this.watches.expire();
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

function createApp(
  { store, tokens, counter, onError }: KubernetesApiServerOptions,
  parts: { port: number; faults: Faults; handler: ResourceRequestHandler },
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(localOnly({ port: parts.port }));
  app.use((request, response, next) => {
    // The lab's own Argo CD watches the same clusters as the portal does.
    const tier = tierOf(tokens, request.headers.authorization) ?? 'nobody';
    const upstream = `kubernetes:${store.cluster}:${tier}`;
    countRequests(counter, upstream)(request, response, next);
  });
  app.use(injectFaults(parts.faults));
  // As in a real server, rights come before the body and what is there.
  app.use((request, _response, next) => {
    const user = authenticate(tokens, request.headers.authorization);
    const target = parseTarget(request.path);
    const verb = target ? verbOf(request, target) : 'get';
    if (!isAllowed(user, verb, target)) {
      throw forbidden(user.name, verb, target ?? request.path);
    }
    next();
  });
  app.use(express.json({ type: JSON_TYPES, limit: MAX_BODY_BYTES }));
  app.post(
    ACCESS_REVIEWS,
    express.raw({ type: '*/*' }),
    (request, response) => {
      const user = authenticate(tokens, request.headers.authorization);
      response.status(201).json(reviewAccess(user, request.body));
    },
  );
  app.use((request, response) => {
    const target = parseTarget(request.path);
    if (target) {
      parts.handler.handle(request, response, target);
      return;
    }
    const description = DESCRIPTIONS.get(request.path);
    if (!description) {
      throw noSuchResource();
    }
    response.json(description);
  });
  app.use(answerErrors(onError));
  return app;
}

function injectFaults(faults: Faults): RequestHandler {
  return async (request, response, next) => {
    if (faults.current.delayMillis > 0) {
      await sleep(faults.current.delayMillis);
    }
    if (faults.current.down) {
      request.socket.destroy();
    } else if (faults.current.status429) {
      response.set('Retry-After', '1');
      const message = 'Too many requests, please try again later.';
      const details = { retryAfterSeconds: 1 };
      next(new ApiError(429, 'TooManyRequests', message, details));
    } else {
      next();
    }
  };
}

function answerErrors(onError?: (error: unknown) => void): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    const answer = toApiError(error);
    if (answer.code === 500 && answer !== error) {
      onError?.(error);
    }
    response.status(answer.code).json(answer.status);
  };
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) {
    return error;
  }
  const { data } = bodyRefusalSchema.safeParse(error);
  if (!data) {
    const message = 'Internal error occurred: the log of the lab says which';
    return new ApiError(500, 'InternalError', message);
  }
  const reason = data.status === 413 ? 'RequestEntityTooLarge' : 'BadRequest';
  const message = `the object provided is unrecognized: ${data.message}`;
  return new ApiError(data.status, reason, message);
}
